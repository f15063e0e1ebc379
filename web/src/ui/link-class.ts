/** The way up, above a page's title. */
export const backClass =
  'inline-flex items-center text-ink-2 hover:text-ink hover:underline pointer-coarse:-my-2 pointer-coarse:min-h-11'

/** A link among words or figures; on touch a thumb's height, reaching over its row without making it taller. */
export const textLinkClass =
  'text-link hover:underline pointer-coarse:-my-3 pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center'
