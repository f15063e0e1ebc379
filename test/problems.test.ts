import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readProblemGuide } from '#app/pages/problem-pages.ts'

const root = new URL('..', import.meta.url)
// The stand-in for Stripe answers with the codes of Stripe.
const files = globSync('server/**/*.ts', { cwd: root }).filter(
  (file) => !file.endsWith('.test.ts') && !file.startsWith('server/stripe-simulator/'),
)
const sources = files.map((file) => ({ file, text: readFileSync(new URL(file, root), 'utf8') }))
const guide = readProblemGuide()

const statuses: Record<string, number> = {
  badRequest: 400,
  unauthorized: 401,
  forbidden: 403,
  conflict: 409,
  gone: 410,
  invalid: 422,
  unavailable: 503,
}
const factory = Object.keys(statuses).join('|')

/** Every refusal in the program: the code, its status and the file that says so. */
const thrown = sources.flatMap(({ file, text }) => [
  ...[...text.matchAll(new RegExp(String.raw`\b(${factory})\(\s*'([^']+)'`, 'g'))].map(([, name, code]) => ({
    code: code!,
    status: statuses[name!]!,
    file,
  })),
  ...[...text.matchAll(/\bnew Problem\(\s*(\d{3}),\s*'([^']+)'/g)].map(([, status, code]) => ({
    code: code!,
    status: Number(status),
    file,
  })),
])

test('documents every problem that the server can answer, with its status', () => {
  for (const { code, status, file } of thrown) {
    const entry = guide.entries.find((candidate) => candidate.code === code)
    assert.ok(entry, `${file} answers ${code}, which nobody can look up: add '## ${code}' to docs/problems.md.`)
    assert.equal(
      entry.status,
      status,
      `${file} answers ${code} with ${status}: correct 'Status ${entry.status}' in docs/problems.md.`,
    )
  }
})

test('documents no problem that cannot happen, and none twice', () => {
  const codes = guide.entries.map(({ code }) => code)
  const stale = codes.filter((code) => !thrown.some((problem) => problem.code === code))

  assert.deepEqual(stale, [], 'No code answers these any more: remove them from docs/problems.md.')
  assert.deepEqual(codes, [...new Set(codes)].sort(), 'Keep the entries of docs/problems.md in order, each once.')
})

test('says in each entry what it means and what to do', () => {
  for (const { code, text } of guide.entries) {
    const [, meaning = '', ...rest] = text.split('\n\n')
    assert.match(meaning, /^[A-Z`].{20,}[.]$/s, `${code}: say in docs/problems.md what it means, under the status.`)
    assert.match(rest.join('\n'), /^\*\*What to do:\*\* ./m, `${code}: add '**What to do:** …' in docs/problems.md.`)
  }
})

test('explains the codes of single fields', () => {
  const fields = sources.flatMap(({ text }) => [
    ...[...text.matchAll(/\bcode: '([a-z_]+)'/g)].map(([, code]) => code!),
    ...[...text.matchAll(/\bcode: [^',]+\? '([a-z_]+)' : '([a-z_]+)'/g)].flatMap(([, a, b]) => [a!, b!]),
  ])
  const explained = guide.others.flatMap(({ text }) => [...text.matchAll(/^- `([a-z_]+)`/gm)].map(([, code]) => code!))

  assert.deepEqual(
    explained,
    [...new Set(fields)].sort(),
    'The list of field codes in docs/problems.md must name, in order, the codes that the program uses.',
  )
})

test('is not blind: it saw the program, its problems, and no code it could not read', () => {
  assert.ok(files.length > 80, `Only ${files.length} files were read: mend the pattern of this test.`)
  assert.ok(
    new Set(thrown.map(({ code }) => code)).size >= 40,
    'Few problems were found: mend the patterns of this test.',
  )
  assert.ok(new Set(thrown.map(({ code }) => code.split('.')[0])).size >= 7)
  const calls = new RegExp(
    String.raw`(?<!function )(?<![.\w])(?:${factory})\((?!\s*')|\bnew Problem\((?!\s*\d{3},\s*')`,
    'g',
  )
  for (const { file, text } of sources.filter(({ file }) => !file.endsWith('platform/errors.ts')))
    assert.deepEqual(
      [...text.matchAll(calls)].map(([call]) => call),
      [],
      `${file}: write the code of a problem as a literal, so that it can be found and documented.`,
    )
})
