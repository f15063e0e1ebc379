import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from '#platform/log.ts'
import { routesOf } from './route-table.ts'
import { startApp } from './support.ts'
import { bodyOf } from './tenancy-walk.ts'

const lines: string[] = []
const log = createLog('debug', { write: (line: string) => void lines.push(line) })
const app = await startApp({ log })
const acme = await app.signUp()
const routes = routesOf(app.app).filter(({ is_stream }) => !is_stream)

/** What must never be in a log, whatever it is sent as. */
const canaries = {
  password: 'canary-password-7f3k9',
  bearer: 'eyJjYW5hcnkiOjF9.eyJjYW5hcnkiOjJ9.Y2FuYXJ5c2lnbmF0dXJl',
  cookie: 'nxs_canarycanarycanarycanarycanarycanary12345',
  nric: 'S9876543Z',
  text: 'canary of a body 55g2',
}
const isLeak = (line: string) => Object.values(canaries).find((canary) => line.includes(canary))

const secretFields = /password|token|code|secret/
/** Every text of a body becomes a secret of its kind. */
function poisoned(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return secretFields.test(key) ? canaries.password : `${canaries.text} ${canaries.nric}`
  if (Array.isArray(value)) return value.map((item) => poisoned(item, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poisoned(inner, name)]))
}

test('SEC-134 secrets sent through every route, in every place, reach no log line', async () => {
  for (const route of routes) {
    const url = route.url.replaceAll(/:(\w+)|\*/g, canaries.cookie)
    const credentials = [
      { authorization: `Bearer ${canaries.bearer}` },
      { cookie: `session=${canaries.cookie}` },
      acme.headers,
    ]
    for (const headers of credentials)
      for (const body of [bodyOf(route), poisoned(bodyOf(route)), `{"password":"${canaries.password}"`])
        await app.request(
          route.method,
          `${url}?token=${canaries.cookie}&q=${canaries.nric}`,
          route.method === 'GET' ? undefined : body,
          { headers: { 'content-type': 'application/json', ...headers }, key: canaries.cookie, version: 1 },
        )
  }
  assert.ok(lines.length >= routes.length * 3, `${lines.length} lines of ${routes.length} routes`)
  assert.deepEqual(lines.filter(isLeak), [])
})

test('SEC-134 what fails inside is logged whole and without secrets', async () => {
  await app.admin.query('alter table app.customers rename to customers_gone')
  const failed = await acme.post('/customers', { name: canaries.text, email: 'canary@example.com' })
  await app.admin.query('alter table app.customers_gone rename to customers')
  assert.equal(failed.status, 500)
  assert.ok(!failed.text.includes('customers_gone') && !failed.text.includes('relation'))
  const line = lines.find((text) => text.includes('request failed'))!
  assert.equal(JSON.parse(line).level, 'error')
  assert.equal(isLeak(line), undefined)
})

test('SEC-134 each line is JSON with its time in UTC and the request it belongs to, and nobody can forge one', async () => {
  const forged = 'x"}\n{"level":"info","message":"forged"}'
  await acme
    .get('/customers', { headers: { 'x-request-id': forged.replaceAll('\n', ' '), 'user-agent': forged } })
    .catch(() => {})
  log.info({ text: forged }, forged)
  for (const line of lines) {
    const entry = JSON.parse(line)
    assert.match(entry.time, /^\d{4}-\d\d-\d\dT.*Z$/)
    assert.notEqual(entry.message, 'forged')
    assert.equal(line.trimEnd().split('\n').length, 1)
    if (entry.message === 'request') assert.match(entry.reqId, /^[\w.-]{8,128}$/)
  }
})
