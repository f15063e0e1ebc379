import { escapeHtml } from '#platform/mail.ts'

/** Markup that is safe to send: whatever `html` was given that is not itself Html has been escaped. */
export type Html = { readonly markup: string }
export type Content = Html | string | number | false | undefined | readonly Content[]

export function html(parts: TemplateStringsArray, ...contents: Content[]): Html {
  const [first = '', ...rest] = parts
  return trusted(rest.reduce((sum, part, i) => sum + markupOf(contents[i]) + part, first))
}

/** For markup that was made elsewhere and is known to be well-formed and harmless. */
export function trusted(markup: string): Html {
  return { markup }
}

function markupOf(content: Content): string {
  if (content === undefined || content === false) return ''
  if (typeof content !== 'object') return escapeHtml(String(content))
  return 'markup' in content ? content.markup : content.map(markupOf).join('')
}
