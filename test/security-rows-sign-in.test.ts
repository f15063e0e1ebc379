import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { createSessionCookie } from '#modules/auth/session-cookie.ts'
import { routesOf } from './route-table.ts'
import { password, startApp } from './support.ts'

const app = await startApp({ environment: 'development' })
const routes = routesOf(app.app)
const web = globSync('web/src/**/*.{ts,tsx}').map((path) => ({ path, text: readFileSync(path, 'utf8') }))
const pathsWith = (pattern: RegExp) => web.filter(({ text }) => pattern.test(text)).map(({ path }) => path)

test('SEC-010 a fresh database holds nobody: no user, no member, no session, no organisation', async () => {
  const { rows } = await app.admin.query<{ name: string }>(`
    select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'
      and obj_description(oid, 'pg_class') !~ '^dist:reference' and relname <> 'migrations'`)
  for (const { name } of rows)
    assert.equal((await app.admin.query(`select from app.${name}`)).rowCount, 0, `${name} comes with rows in it`)
  assert.ok(rows.length >= 19, `${rows.length} tables`)
})

test('SEC-002 a password need not mix anything: words, digits, one script or pictures alone will do', async () => {
  const plain = [
    'seven ducks cross anson road',
    '824719350264917',
    'УТКИИДУТЧЕРЕЗДОРОГУ',
    '鸭子过马路去买咖啡然后回家睡觉了',
    '🦆🛣️☕️🏡😴🌧️🚌🥢🍜🛒📦🎏🧧🪁🎋',
  ]
  for (const [i, candidate] of plain.entries()) {
    const person = { email: `duck-${i}@example.com`, name: 'Mei Tan', password: candidate }
    const { status, text } = await app.request('POST', '/auth/register', person)
    assert.equal(status, 202, `${candidate}: ${text}`)
  }
})

test('SEC-002 a password does not wear out, and nobody is asked for a hint', async () => {
  const { email } = await app.newUser()
  app.travelTo('2031-11-22T04:00:00Z')
  assert.equal((await app.request('POST', '/auth/login', { email, password })).status, 200)
  app.travelTo('2026-11-22T04:00:00Z')
  const fields = routes.flatMap(({ body }) => Object.keys(body?.properties ?? {}))
  assert.ok(fields.length > 20)
  assert.deepEqual(
    fields.filter((field) => /hint|question|secret_answer/.test(field)),
    [],
  )
})

test('SEC-009 every field for a password names what it is for, can be shown, and lets one paste', () => {
  const fields = web.flatMap(({ path, text }) =>
    [...text.matchAll(/<PasswordField\b[^>]*/g)].map(([tag]) => ({ path, tag })),
  )
  assert.ok(fields.length >= 3)
  const nameless = fields.filter(({ tag }) => !/autoComplete="(current|new)-password"/.test(tag))
  assert.deepEqual(nameless, [], 'Say autoComplete="current-password" or "new-password".')
  assert.deepEqual(pathsWith(/type="password"/), [], 'Use PasswordField.')
  const handled = pathsWith(/\bonPaste\b/).filter((path) => /web\/src\/(auth|ui)\//.test(path))
  assert.deepEqual(handled, [], 'Leave pasting alone where people sign in.')
  const field = readFileSync('web/src/auth/password-field.tsx', 'utf8')
  assert.match(field, /type=\{shown \? 'text' : 'password'\}/)
})

test('SEC-030 every way in is documented with its strength, and there is no other', () => {
  const documented = [
    ...readFileSync('docs/security/ways-in.md', 'utf8').matchAll(/^\| `(\w+ \/\S+)` \| .+ \| .+ \|$/gm),
  ].map(([, route]) => route!)
  const ways = routes.filter(({ gives_session }) => gives_session).map(({ name }) => name)
  assert.deepEqual(documented.toSorted(), ways.toSorted(), 'Say in docs/security/ways-in.md what it wants.')
})

test('SEC-028 what wants a fresh proof is documented with its reason, and nothing else does', () => {
  const page = readFileSync('docs/security/step-up.md', 'utf8')
  const documented = [...page.split('## Without')[0]!.matchAll(/^\| `(\w+ \/\S+)` \| .+ \|$/gm)].map(
    ([, route]) => route!,
  )
  const wanting = routes.filter(({ step_up }) => step_up).map(({ name }) => name)
  assert.deepEqual(documented.toSorted(), wanting.toSorted(), 'Say in docs/security/step-up.md why it does.')
  const without = [...page.split('## Without')[1]!.matchAll(/^\| `(\w+ \/\S+)` \| .+ \|$/gm)].map(([, route]) => route!)
  const unknown = without.filter((name) => !routes.some((route) => route.name === name && !route.step_up))
  assert.deepEqual(unknown, [])
})

test('SEC-029 a link in a mail opens no session but that of the customer portal, and no text messages are sent', () => {
  const byMail = routes.filter(({ body, params }) => params.includes('token') || body?.properties?.token)
  assert.ok(byMail.length >= 2)
  assert.deepEqual(
    byMail.filter(({ gives_session }) => gives_session).map(({ name }) => name),
    ['POST /api/v1/portal/:slug/sessions'],
  )
  const server = globSync('server/**/*.ts').filter((path) => /\bsms\b/i.test(readFileSync(path, 'utf8')))
  assert.deepEqual(server, [])
})

test('SEC-040 in a browser the session is a cookie that no script reads and no other site sends', async () => {
  const { email } = await app.newUser()
  const login = await app.request('POST', '/auth/login', { email, password }, { headers: { 'x-client': 'web' } })
  assert.equal(login.status, 200)
  assert.deepEqual(Object.keys(login.body), ['user'])
  const attributes = String(login.headers['set-cookie']).split('; ').slice(1)
  assert.deepEqual(attributes.filter((attribute) => !attribute.startsWith('Max-Age')).sort(), [
    'HttpOnly',
    'Path=/',
    'SameSite=Strict',
  ])
  const secure = createSessionCookie('https://nexuscore.example').headers('nxs_x')['set-cookie']
  assert.match(
    secure!,
    /^__Host-session=nxs_x; (?!.*Domain)(?=.*Path=\/; )(?=.*HttpOnly)(?=.*SameSite=Strict).*Secure$/,
  )
})

test('SEC-040 the web app knows no token of a session, and keeps little in storage', () => {
  assert.deepEqual(pathsWith(/access_token|refresh_token|document\.cookie|\bindexedDB\b/), [])
  // The theme, an invitation while its account is made (good for the invited address alone), a place in a list,
  // which columns of a table are wanted; and, on a seller's site instead of ours, how a visitor came there.
  const allowed = [
    'web/src/app/theme.ts',
    'web/src/auth/awaited-invitation.ts',
    'web/src/form-page/visits.ts',
    'web/src/leads/columns.tsx',
    'web/src/ui/row-keys.ts',
  ]
  assert.deepEqual(pathsWith(/\b(local|session)Storage\b/).sort(), allowed)
  assert.deepEqual(pathsWith(/[?&](token|key|session)=/), [])
})
