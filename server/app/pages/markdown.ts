import { type Html, html } from './html.ts'

/** A piece of a document: `level` is 0 for text in front of the first heading. */
export type Section = { level: number; title: string; text: string }

const fence = /^```(\w*)\n([\s\S]*?)\n```$/

/** Our own documents need headings, paragraphs, lists, fenced code, `code`, **bold** and links, and this is all of it. */
export function renderMarkdown(text: string): Html[] {
  return blocksOf(text).map(renderBlock)
}

/** Cuts a document at its headings, so that each part can have a page or an anchor of its own. */
export function sectionsOf(text: string): Section[] {
  const sections: Section[] = [{ level: 0, title: '', text: '' }]
  for (const block of blocksOf(text)) {
    const [, marks, title] = /^(#{1,4}) (.+)$/.exec(block) ?? []
    if (marks && title) sections.push({ level: marks.length, title, text: '' })
    else sections.at(-1)!.text += `${block}\n\n`
  }
  return sections.filter(({ level, text }) => level > 0 || text !== '')
}

/** An anchor from a heading. */
export const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^-|-$/g, '')

/** Blocks are parted by empty lines, except within fenced code. */
function blocksOf(text: string): string[] {
  const pieces = text.replaceAll('\r\n', '\n').match(/^```[\s\S]*?^```$|^(?:(?!```).+\n?)+/gm) ?? []
  return pieces.map((piece) => piece.trim())
}

function renderBlock(block: string): Html {
  const [, language = '', code] = fence.exec(block) ?? []
  if (code !== undefined) return html`<pre tabindex="0" data-language="${language}"><code>${code}</code></pre>`
  const [, marks, title] = /^(#{1,4}) (.+)$/.exec(block) ?? []
  if (marks && title) return renderHeading(marks.length, title)
  if (block.startsWith('- '))
    return html`<ul>
      ${itemsOf(block).map((item) => html`<li>${renderInline(item)}</li>`)}
    </ul>`
  return html`<p>${renderInline(block.replaceAll('\n', ' '))}</p>`
}

function renderHeading(level: number, title: string): Html {
  const inner = renderInline(title)
  if (level <= 2) return html`<h2 id="${slug(title)}">${inner}</h2>`
  return html`<h3 id="${slug(title)}">${inner}</h3>`
}

const itemsOf = (block: string): string[] =>
  block
    .slice(2)
    .split(/\n- /)
    .map((item) => item.replace(/\s*\n\s*/g, ' '))

/** Code first: nothing inside it is markup. */
export function renderInline(text: string): Html[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\))/).map((piece) => {
    if (piece.startsWith('`')) return html`<code>${piece.slice(1, -1)}</code>`
    if (piece.startsWith('**')) return html`<strong>${renderInline(piece.slice(2, -2))}</strong>`
    const [, label, address = ''] = /^\[(.+)\]\((.+)\)$/.exec(piece) ?? []
    if (label && isSafe(address)) return html`<a href="${address}">${renderInline(label)}</a>`
    return html`${piece}`
  })
}

const isSafe = (address: string): boolean => /^(https?:\/\/|\/|#)/.test(address)
