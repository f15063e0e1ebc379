import { readFileSync } from 'node:fs'
import { STATUS_CODES } from 'node:http'
import { type Html, html } from './html.ts'
import { renderInline, renderMarkdown, type Section, sectionsOf } from './markdown.ts'
import { htmlPage, type Page } from './page.ts'

export type ProblemEntry = { code: string; status: number; text: string }
export type ProblemGuide = { introduction: string; entries: ProblemEntry[]; others: Section[] }

const file = new URL('../../../docs/problems.md', import.meta.url)
const isCode = (title: string): boolean => /^[a-z_]+\.[a-z_]+$/.test(title)

/** docs/problems.md, cut into one entry for each code and the text around them. */
export function readProblemGuide(markdown = readFileSync(file, 'utf8')): ProblemGuide {
  const [introduction, ...sections] = sectionsOf(markdown)
  return {
    introduction: introduction?.text ?? '',
    entries: sections.filter(({ title }) => isCode(title)).map(entryOf),
    others: sections.filter(({ title }) => !isCode(title)),
  }
}

function entryOf({ title, text }: Section): ProblemEntry {
  return { code: title, status: Number(/^Status (\d{3})\b/.exec(text)?.[1]), text }
}

export function problemIndexPage({ introduction, entries, others }: ProblemGuide): Page {
  const modules = Object.entries(Object.groupBy(entries, ({ code }) => code.split('.')[0]!))
  const body = html`<main id="content">
    <h1>Problems</h1>
    <div class="prose">
      ${renderMarkdown(introduction)}
      <nav aria-label="Modules" class="jump">
        ${modules.map(([module]) => html`<a href="#${module}">${module}</a>`)}
      </nav>
      ${modules.map(
        ([module, of = []]) =>
          html`<h2 id="${module}">${module}</h2>
            <ul class="card codes">
              ${of.map(renderRow)}
            </ul>`,
      )}
      ${others.map(
        ({ title, text }) =>
          html`<h2 id="fields">${title}</h2>
            ${renderMarkdown(text)}`,
      )}
    </div>
  </main>`
  return htmlPage({ title: 'Problems', body, style: indexStyle })
}

function renderRow({ code, status, text }: ProblemEntry): Html {
  const meaning = text.split('\n\n')[1] ?? ''
  const sentence = /^.+?[.!?](?= [A-Z]|$)/.exec(meaning)?.[0] ?? meaning
  return html`<li>
    <a href="/problems/${code}" class="mono">${code}</a><span class="tag ${toneOf(status)}">${status}</span>
    <span class="quiet">${renderInline(sentence)}</span>
  </li>`
}

export function problemPage(guide: ProblemGuide, code: string): Page | undefined {
  const entry = guide.entries.find((candidate) => candidate.code === code)
  if (!entry) return undefined
  const { status, text } = entry
  const statusLine = /^Status \d{3}(?:, )?(.*)\.$/m.exec(text)?.[1]
  const body = html`<main id="content">
    <p class="crumbs"><a href="/problems">Problems</a> / ${code.split('.')[0]}</p>
    <h1><code>${code}</code></h1>
    <p class="status">
      <span class="tag ${toneOf(status)}">${status} ${STATUS_CODES[status]}</span>
      ${statusLine && renderInline(statusLine)}
    </p>
    <div class="prose">${renderMarkdown(text.split('\n\n').slice(1).join('\n\n'))}</div>
    ${renderNeighbours(guide, code)}
  </main>`
  return htmlPage({ title: code, body, style: entryStyle })
}

function renderNeighbours({ entries }: ProblemGuide, code: string): Html {
  const module = code.split('.')[0]
  const others = entries.filter((entry) => entry.code.split('.')[0] === module && entry.code !== code)
  return html`<nav aria-label="Related problems" class="others">
    <h2>More of ${module}</h2>
    <ul>
      ${others.map((entry) => html`<li><a href="/problems/${entry.code}" class="mono">${entry.code}</a></li>`)}
    </ul>
    <p><a href="/problems">All problems</a></p>
  </nav>`
}

export function unknownProblemPage(code: string): Page {
  const body = html`<main id="content" class="prose">
    <p class="crumbs"><a href="/problems">Problems</a></p>
    <h1>There is no problem called <code>${code}</code></h1>
    <p>No answer of this server has this code. It may be misspelt, or come from another program.</p>
    <p><a href="/problems">See all problems</a></p>
  </main>`
  return htmlPage({ title: 'No such problem', body, style: entryStyle })
}

function toneOf(status: number): string {
  if (status >= 500) return 'bad'
  if (status === 401 || status === 403) return 'info'
  return status === 409 || status === 410 || status === 412 ? 'warn' : ''
}

const indexStyle = `
h1 + .prose { margin-top: 1rem; }
.jump { border-bottom: 1px solid var(--color-line); border-top: 1px solid var(--color-line); display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0.5rem 0; }
.jump a { padding: 0.25rem 0; }
.codes { list-style: none; padding: 0; }
.codes li { align-items: baseline; display: grid; gap: 0.125rem 1rem; grid-template-columns: 1fr auto; margin: 0; padding: 0.75rem 1rem; }
.codes li + li { border-top: 1px solid var(--color-line); }
.codes .mono { font-size: 0.8125rem; font-weight: 550; overflow-wrap: anywhere; text-decoration: none; }
.codes .mono:hover { text-decoration: underline; }
.codes .quiet { grid-column: 1 / -1; }
@media (pointer: coarse) { .jump a { padding: 0.75rem 0; } .codes .mono { padding: 0.5rem 0; } }
@media print { .jump { display: none; } .codes li { break-inside: avoid; } }
`

const entryStyle = `
h1 code { font-size: clamp(1.0625rem, 5vw, 1.375rem); font-weight: 600; letter-spacing: -0.02em; overflow-wrap: anywhere; }
.status { color: var(--color-ink-3); margin: 0.75rem 0 1.5rem; }
.prose { font-size: 0.9375rem; line-height: 1.5rem; }
.others { border-top: 1px solid var(--color-line); margin-top: 3rem; padding-top: 1.5rem; }
.others ul { columns: 18rem; column-gap: 2rem; list-style: none; margin: 0.75rem 0 1.25rem; padding: 0; }
.others li { break-inside: avoid; margin: 0; padding: 0.125rem 0; }
.others a { text-decoration: none; }
.others a:hover { text-decoration: underline; }
.others .mono { font-size: 0.8125rem; overflow-wrap: anywhere; }
@media (pointer: coarse) { .others a { display: inline-block; padding: 0.5rem 0; } }
@media print { .others, .crumbs { display: none; } }
`
