import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

/** Lowest first: a module may import only modules in rows above its own. */
const ranks = [
  ['events'],
  ['organizations', 'webhooks'],
  ['auth', 'customers', 'gst', 'journal'],
  ['api-keys', 'plans', 'roles', 'customer-mails', 'contacts', 'saved-views'],
  ['entitlements', 'lead-rules'],
  ['leads', 'usage'],
  ['invoices', 'lead-consents', 'lead-duplicates'],
  ['subscriptions', 'payments', 'recurring-invoices', 'lead-activities', 'quotations'],
  ['renewals', 'credit-notes', 'bank', 'stripe', 'lead-conversions', 'lead-forms', 'lead-imports', 'lead-mails'],
  ['document-archives', 'dunning', 'statements', 'invoice-batches'],
  ['pay-pages', 'portal', 'accounting', 'agreements', 'forecasts', 'interest'],
  ['filings'],
  ['privacy'],
  ['operator'],
]

const paths = globSync(['{server,web,test,bench,bin,db}/**/*.{ts,tsx,mjs}', '*.ts']).filter(
  (path) => !/\.gen\.ts$|^db\/tables\.ts$/.test(path),
)
const files = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }))
const importPattern =
  /^(?:import|export) (type )?[^'"]*?from ['"]([^'"]+)['"]|^import ['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm
const arrows = files.flatMap(({ path, text }) =>
  [...text.matchAll(importPattern)].map((match) => ({
    path,
    typeOnly: match[1] !== undefined,
    target: (match[2] ?? match[3] ?? match[4])!,
  })),
)
type Arrow = (typeof arrows)[number]
const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const forbid = (rule: string, advice: string, isBroken: (arrow: Arrow) => boolean): void =>
  void test(rule, () => {
    const broken = arrows.filter(isBroken).map(({ path, target }) => `${path} -> ${target}`)
    assert.deepEqual(broken, [], `${advice}\n${broken.join('\n')}`)
  })

test('these rules are looking at real files', () => {
  assert.ok(files.length > 150 && arrows.length > 500, `${files.length} files, ${arrows.length} imports`)
  assert.ok(
    files.some(({ path }) => path.startsWith('web/src/')) &&
      files.some(({ path }) => path.startsWith('server/modules/')),
  )
})

forbid(
  'platform imports nothing of ours but the generated row types',
  'Pass what platform needs as an argument; it knows no domain.',
  ({ path, target }) =>
    path.startsWith('server/platform/') && !isTest(path) && /^#(?!platform\/|db\/tables\.ts)/.test(target),
)

forbid(
  'modules import no app, and leave their folder only through #',
  'Import #platform/… or a lower #modules/…; what must flow upward goes by events joined in server/app/build-worker.ts.',
  ({ path, target }) => path.startsWith('server/modules/') && /^#app\/|^\.\.\//.test(target),
)

forbid(
  'modules import only lower modules, and never their routes or jobs',
  'Look at the ranks at the top of test/architecture.test.ts; refining them needs an ADR.',
  ({ path, target }) => {
    const [, theirs, file] = /^#modules\/([^/]+)\/(.+)$/.exec(target) ?? []
    if (!theirs || !path.startsWith('server/modules/') || isTest(path)) return false
    const ours = path.split('/')[2]!
    const rank = (module: string) => ranks.findIndex((row) => row.includes(module))
    return (
      rank(theirs) === -1 || rank(ours) === -1 || rank(theirs) >= rank(ours) || /^(\w+-)?(routes|jobs)\.ts$/.test(file!)
    )
  },
)

forbid(
  'the stand-in for Stripe knows nothing of ours, and no module knows it',
  'It must answer as Stripe does, whoever asks; modules reach it as they would reach Stripe.',
  ({ path, target }) =>
    (path.startsWith('server/stripe-simulator/') && /^#|^\.\.\//.test(target)) ||
    (path.startsWith('server/modules/') && !isTest(path) && target.startsWith('#stripe-simulator/')),
)

forbid(
  'web borrows types from schemas.ts and nothing else of the server',
  'Write `import type` from #modules/<noun>/(…-)schemas.ts (or #platform/schemas.ts).',
  ({ path, target, typeOnly }) =>
    path.startsWith('web/src/') &&
    target.startsWith('#') &&
    !target.startsWith('#web/') &&
    !(
      typeOnly &&
      (/^#modules\/[^/]+\/([a-z]+-)?schemas\.ts$/.test(target) ||
        target === '#platform/schemas.ts' ||
        target === '#app/instance.ts')
    ),
)

forbid(
  'web features leave their folder only through #web',
  'Import #web/<folder>/<file>.',
  ({ path, target }) => path.startsWith('web/src/') && !path.includes('/routes/') && target.startsWith('../'),
)

forbid(
  'fetch, files and sockets belong to the platform',
  'Use #platform/storage.ts, or add what is missing to server/platform.',
  ({ path, target }) =>
    path.startsWith('server/modules/') && !isTest(path) && /^node:(fs|net|http|https|tls|dgram)/.test(target),
)

test('routes decide nothing', () => {
  const bad = files.filter(({ path, text }) => /server\/modules\/.*routes\.ts$/.test(path) && /\bif \(/.test(text))
  assert.deepEqual(
    bad.map(({ path }) => path),
    [],
    'Move the `if` into the verb, or name the two cases.',
  )
})

test('process is read in main.ts, bin and bench alone, and fetch is called in the platform alone', () => {
  const bad = files.filter(
    ({ path, text }) =>
      /^server\/(app|modules)\//.test(path) &&
      !isTest(path) &&
      (/\bprocess\.(env|argv|exit|cwd)\b/.test(text) || /\bfetch\(/.test(text)),
  )
  assert.deepEqual(
    bad.map(({ path }) => path),
    [],
    'Configuration is read once, in main.ts, and passed in.',
  )
})

test('no barrels, no classes but errors, no decorators, no file over 300 lines', () => {
  const bad = files.flatMap(({ path, text }) => [
    ...(/\/index\.tsx?$/.test(path) && !path.startsWith('web/src/routes/')
      ? [`${path} is a barrel: import the file itself`]
      : []),
    ...(/^export (\*|\{[^}]*\}) from/m.test(text) ? [`${path} re-exports: import from where it is defined`] : []),
    ...(/^(export )?(default )?class (?!\w+ extends \w*Error\b)/m.test(text)
      ? [`${path} has a class: write a function`]
      : []),
    ...(text.split('\n').length > 301 ? [`${path} has over 300 lines: split the noun, not the layer`] : []),
  ])
  assert.deepEqual(bad, [])
})

test('names say what is inside', () => {
  const vague = paths.filter((path) =>
    /(^|\/)(utils?|helpers?|common|manager|service|base|misc)(\/|\.\w+$|-)/.test(path),
  )
  assert.deepEqual(vague, [], 'Name the file after what it does.')
  const odd = paths.filter((path) => !/^[a-z0-9$_./-]+$/.test(path.replace(/routes\/.*/, '')))
  assert.deepEqual(odd, [], 'Files are kebab-case.')
})

test('every verb has its test beside it, or is tested by name', () => {
  const verbs = paths.filter(
    (path) =>
      /^server\/modules\/[^/]+\/[a-z]+-[a-z-]+\.ts$/.test(path) && !isTest(path) && !path.endsWith('-queries.ts'),
  )
  const tests = files
    .filter(({ path }) => isTest(path))
    .map(({ text }) => text)
    .join('\n')
  const untested = verbs.filter((path) => {
    const text = files.find((file) => file.path === path)!.text
    if (!/export async function \w+\(\s*ctx\b/.test(text)) return false
    const name = /([a-z-]+)\.ts$/.exec(path)![1]!
    return (
      !paths.includes(path.replace(/\.ts$/, '.test.ts')) &&
      !tests.includes(`// verbs: ${name}`) &&
      !new RegExp(`// verbs:.*\\b${name}\\b`).test(tests)
    )
  })
  assert.deepEqual(
    untested,
    [],
    'Write <verb>.test.ts beside it, or name it in a `// verbs:` line of the test that covers it.',
  )
})

test('no two tests share a name, and none is skipped or alone', () => {
  const names = files
    .filter(({ path }) => isTest(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/^test\(\s*['"`](.+?)['"`],/gm)].map((match) => ({ path, name: match[1]! })),
    )
  assert.ok(names.length > 60, `only ${names.length} tests seen`)
  const twice = [...Map.groupBy(names, ({ name }) => name).entries()].filter(([, found]) => found.length > 1)
  assert.deepEqual(
    twice.map(([name, found]) => `${name}: ${found.map(({ path }) => path).join(', ')}`),
    [],
  )
  const marked = files.filter(({ path, text }) => isTest(path) && /\btest\.(skip|only|todo)\(/.test(text))
  assert.deepEqual(
    marked.map(({ path }) => path),
    [],
  )
})
