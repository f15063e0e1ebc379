/** Addresses as people list them: by comma, space or line. */
export const readNetworks = (text: string) => text.split(/[\s,;]+/).filter(Boolean)

/** A refusal names one of the list; all of them are typed in one field. */
export const networkPointers = Object.fromEntries(
  Array.from({ length: 20 }, (_, place) => [`/allowed_networks/${place}`, 'allowed_networks' as const]),
)
