/**
 * The server's shortest password, alone and beside a second factor (a test holds the two together). Whether one is
 * easy to guess only the server judges: its list is large, and it says why.
 */
export const shortest = { alone: 15, beside_second_factor: 8 }

/** Code points, as the server counts them. */
export const countCharacters = (text: string) => Array.from(text).length

/** For `register` on a field that chooses a password. */
export const longEnough = (minimum: number) => ({
  validate: (value: string) =>
    countCharacters(value) >= minimum || `Use ${minimum} or more characters; a sentence works well.`,
})
