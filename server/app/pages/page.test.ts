import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { html } from './html.ts'
import { renderMarkdown, sectionsOf } from './markdown.ts'
import { htmlPage } from './page.ts'
import { pageStyle } from './page-style.ts'

const markupOf = (text: string) =>
  renderMarkdown(text)
    .map(({ markup }) => markup)
    .join('')

test('escapes whatever is not markup of our own, in text and in attributes', () => {
  const name = `<script>alert("1")</script>'&`
  const { markup } = html`<p title="${name}">${name}${html`<b>${1}</b>`}${[false, undefined, 'x']}</p>`

  const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;'
  assert.equal(markup, `<p title="${escaped}">${escaped}<b>1</b>x</p>`)
})

test('allows by its policy the one style it contains, no script and no other origin', () => {
  const page = htmlPage({ title: '<Mail>', body: html`<main></main>`, style: 'p { color: red }' })
  const styles = [...page.html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css!)

  assert.equal(styles.length, 1)
  const hash = createHash('sha256').update(styles[0]!).digest('base64')
  assert.match(page.html, /<title>&lt;Mail&gt; · NexusCore<\/title>/)
  assert.equal(
    page.csp,
    `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  )
})

test('has the colours of the web app', () => {
  const colours = (css: string) => new Map([...css.matchAll(/(--color-[\w-]+): ([^;]+);/g)].map(([, k, v]) => [k!, v!]))
  const app = colours(readFileSync(new URL('../../../web/src/tokens.css', import.meta.url), 'utf8'))
  const ours = colours(pageStyle.slice(0, pageStyle.indexOf('@media')))

  assert.ok(ours.size > 20, `Only ${ours.size} colours were found in page-style.ts: mend the pattern of this test.`)
  for (const [name, value] of ours)
    assert.equal(value, app.get(name), `${name} differs from web/src/tokens.css: copy its value to page-style.ts.`)
})

test('renders headings, paragraphs, lists, code and links of our documents', () => {
  assert.equal(
    markupOf('## Two words\n\nOne\nline with `a <b> **c**` and **bold** and [more](/docs).'),
    '<h2 id="two-words">Two words</h2><p>One line with <code>a &lt;b&gt; **c**</code> and <strong>bold</strong> and <a href="/docs">more</a>.</p>',
  )
  assert.match(markupOf('- one\n  more\n- two'), /<li>one more<\/li>\s*<li>two<\/li>/)
  assert.match(markupOf('```bash\ncurl <x>\n\n# no heading\n```'), /<code>curl &lt;x&gt;\n\n# no heading<\/code>/)
})

test('makes no link of an address that could run something', () => {
  assert.doesNotMatch(markupOf('[x](javascript:alert(1)) [y](data:text/html,1)'), /href/)
})

test('cuts a document at its headings, and nowhere within code', () => {
  const sections = sectionsOf('# Top\n\nText\n\n## a.b\n\n```\n## not one\n```\n')
  assert.deepEqual(
    sections.map(({ level, title }) => [level, title]),
    [
      [1, 'Top'],
      [2, 'a.b'],
    ],
  )
  assert.match(sections[1]!.text, /## not one/)
})
