import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { readConfig, variables } from '#app/config.ts'

const read = (path: string) => readFileSync(path, 'utf8')
const documents = [...globSync('*.md'), ...globSync('docs/**/*.md')].map((path) => ({ path, text: read(path) }))
/** Without code blocks, where a # begins a comment and a link is an example. */
const prose = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gm, '')

const example = read('.env.example')
const settings = [...example.matchAll(/^#([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [
  name!,
  value!.replace(/^"(.*)"$/, '$1'),
])

test('.env.example names every variable of the configuration, once, and no other', () => {
  const names = settings.map(([name]) => name)
  assert.deepEqual(
    names.toSorted(),
    [...variables].sort(),
    'Make .env.example and `variables` in server/app/config.ts name the same variables, each once, as `#NAME=default`.',
  )
})

test('.env.example states the defaults: setting all of them changes nothing', () => {
  const SECRET_KEY = 'only here so that reading the configuration writes no file'
  assert.deepEqual(
    readConfig({ ...Object.fromEntries(settings), SECRET_KEY }),
    readConfig({ SECRET_KEY }),
    'Correct the default in .env.example (it is what readConfig in server/app/config.ts gives), or leave it empty.',
  )
})

test('.env.example explains each variable above its line', () => {
  const lines = example.split('\n')
  const bare = lines.filter((line, i) => /^#[A-Z][A-Z0-9_]+=/.test(line) && lines[i - 1] === '')
  assert.deepEqual(bare, [], 'Say in a comment above the line what the variable means.')
})

test('documents link only to files and headings that exist', () => {
  const broken = documents.flatMap(({ path, text }) =>
    [...prose(text).matchAll(/(?:\]\(|src=")(?!\w+:)([^)"#\s]*)(?:#([^)\s]+))?[)"]/g)]
      .filter(([, file, heading]) => !leadsSomewhere(path, file!, heading))
      .map(([link]) => `${path}: ${link}`),
  )
  assert.deepEqual(broken, [], 'Correct the link, or remove it together with what it pointed to.')
})

function leadsSomewhere(from: string, file: string, heading: string | undefined): boolean {
  const target = file ? join(dirname(from), file) : from
  if (!existsSync(target)) return false
  if (!heading) return true
  return [...prose(read(target)).matchAll(/^#+ (.+)$/gm)].some(([, words]) => anchorOf(words!) === heading)
}

const anchorOf = (words: string): string =>
  words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

test('documents name only paths of the repository that exist', () => {
  const path = /`((?:server|web|test|db|bin|bench|docs|\.githooks|\.ci)\/[\w$./-]*)`/g
  const missing = documents
    .filter((document) => document.path !== 'CHANGELOG.md')
    .flatMap((document) =>
      [...prose(document.text).matchAll(path)]
        .filter(([, name]) => !existsSync(name!))
        .map(([, name]) => `${document.path}: ${name}`),
    )
  assert.deepEqual(missing, [], 'The file was moved or removed: say where it is now, or what is true instead.')
})

test('the verb that STYLE.md shows is the one in the code', () => {
  const [, sample = ''] = /^```ts\n(.*?)^```/ms.exec(read('STYLE.md')) ?? []
  const code = read('server/modules/customers/create-customer.ts')
  const other = sample.split('\n').filter((line) => !line.includes('/* … */') && !code.includes(line))
  assert.ok(sample.includes('createCustomer'), 'STYLE.md shows a verb.')
  assert.deepEqual(other, [], 'Show the lines as they are in create-customer.ts.')
})

test('the README begins with the two commands, and continuous integration runs the second', () => {
  const readme = read('README.md')
  for (const command of ['npm install && npm start', 'npm install && npm test'])
    assert.match(readme, new RegExp(`^${command}$`, 'm'), `README.md must show \`${command}\` on a line of its own.`)
  assert.match(
    read('.ci/run'),
    /^npm install && npm test$/m,
    '.ci/run must run what README.md tells a newcomer to type: npm install && npm test.',
  )
})

const decisions = documents.filter(({ path }) => /^docs\/adr\/\d{4}-[a-z0-9-]+\.md$/.test(path))

test('each decision record has its number, its four headings, and fits on a page', () => {
  assert.ok(decisions.length > 0, 'Decision records are docs/adr/NNNN-what-was-decided.md.')
  for (const [i, { path, text }] of decisions.toSorted((a, b) => (a.path < b.path ? -1 : 1)).entries()) {
    const headings = [...prose(text).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    assert.deepEqual(
      headings,
      ['Context', 'Decision', 'Price', 'How it is checked'],
      `${path}: use these four headings, in this order.`,
    )
    assert.ok(
      text.trimEnd().split('\n').length <= 70,
      `${path} is longer than 70 lines: keep one decision on one page.`,
    )
    assert.equal(Number(path.slice(9, 13)), i + 1, `${path}: number the records 0001, 0002, … without a gap.`)
    assert.match(text, new RegExp(`^# ${i + 1}\\. `), `${path}: begin with '# ${i + 1}. What was decided'.`)
  }
})

test('the list of decision records names each of them', () => {
  const list = read('docs/adr/README.md')
  const absent = decisions.map(({ path }) => path.slice(9)).filter((file) => !list.includes(`](${file})`))
  assert.deepEqual(absent, [], 'Add these to docs/adr/README.md.')
})

test('the glossary explains each term once, in the order of the alphabet', () => {
  for (const section of read('GLOSSARY.md').split(/^## /m).slice(1)) {
    const terms = [...section.matchAll(/^\*\*(.+?)\*\*/gm)].map(([, term]) => term!.toLowerCase())
    assert.ok(terms.length > 0, 'An entry is a paragraph that begins with its term in bold.')
    assert.deepEqual(terms, terms.toSorted(), `Sort the entries under '${section.split('\n')[0]}'.`)
  }
  const all = [...read('GLOSSARY.md').matchAll(/^\*\*(.+?)\*\*/gm)].map(([, term]) => term!.toLowerCase())
  const twice = all.filter((term, i) => all.indexOf(term) !== i)
  assert.deepEqual(twice, [], 'Keep one entry of each term.')
})

test('documents speak of nothing outside the repository', () => {
  const foreign = /\.\.\/shared|\/work\/|\bTODO\b|\bFIXME\b/
  const found = [...documents, { path: '.env.example', text: example }].filter(({ text }) => foreign.test(text))
  assert.deepEqual(
    found.map(({ path }) => path),
    [],
    'Say what is true of this repository, without paths of one machine and without plans.',
  )
})

test('pictures are small enough for a page', () => {
  const heavy = globSync('docs/pictures/*').filter((path) => !path.endsWith('.png') || statSync(path).size > 200_000)
  assert.deepEqual(heavy, [], 'A picture is a PNG of at most 200 kB: take it at a smaller size.')
})
