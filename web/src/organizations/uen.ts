export const tidyUen = (text: string) => text.toUpperCase().replaceAll(/[\s-]/g, '')

/** The three shapes of a UEN; the server checks its letter. */
export const looksLikeUen = (text: string) =>
  /^(\d{8}[A-Z]|\d{9}[A-Z]|[RST]\d{2}[A-Z]{2}\d{4}[A-Z])$/.test(tidyUen(text))

export const uenLooks = 'A UEN looks like 53912345X, 201912345K or T19LL0001A.'
