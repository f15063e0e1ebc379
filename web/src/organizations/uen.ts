export const tidyUen = (text: string) => text.toUpperCase().replaceAll(/[\s-]/g, '')

/** The three shapes of a UEN; the server checks its letter. */
export const looksLikeUen = (text: string) =>
  /^(\d{8}[A-Z]|\d{9}[A-Z]|[RST]\d{2}[A-Z]{2}\d{4}[A-Z])$/.test(tidyUen(text))

export const uenLooks = 'A UEN has 9 or 10 characters, like 202499905Z. Copy it from the BizFile profile.'
