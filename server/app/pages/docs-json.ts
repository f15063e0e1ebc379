import { type Html, html } from './html.ts'

/** JSON with its keys and strings told apart; numbers, true and null stay as they are. */
export function renderJson(text: string): Html[] {
  return text.split(/("(?:[^"\\]|\\.)*"(?::)?)/).map((piece) => {
    if (piece.endsWith('":')) return html`<b>${piece.slice(0, -1)}</b>:`
    return piece.startsWith('"') ? html`<i>${piece}</i>` : html`${piece}`
  })
}
