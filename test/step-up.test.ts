import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { signUpOperator } from './operators.ts'
import { routesOf } from './route-table.ts'
import { password, startApp } from './support.ts'

const app = await startApp()
const routes = routesOf(app.app).filter(({ step_up }) => step_up)
const operator = await signUpOperator(app)
const { headers, organization_id } = operator

/** Of the organisation that the route names, or of something that is not there. */
const pathOf = (url: string, in_path: boolean) =>
  url.replace('/:id', `/${in_path ? organization_id : randomUUID()}`).replaceAll(/\/:\w+/g, () => `/${randomUUID()}`)
const ask = ({ method, url, organization }: (typeof routes)[number]) =>
  app.request(method, pathOf(url, organization === 'path'), {}, { headers: { ...headers, 'if-match': '"1"' } })

test('SEC-028 each of them is refused eleven minutes after the sign-in, to whoever may do all of it', async () => {
  app.travelTo('2026-11-22T04:11:00Z')
  const { body } = await app.request('POST', '/auth/login', { email: operator.email, password })
  headers.authorization = `Bearer ${body.access_token}`
  await app.admin.query(`update app.sessions set authenticated_at = authenticated_at - interval '601 seconds'`)
  for (const route of routes) {
    const refused = await ask(route)
    assert.deepEqual([refused.status, refused.body.code], [403, 'auth.step_up_required'], route.name)
  }
  assert.ok(routes.length >= 22)
})

test('SEC-028 after a step-up none of them asks for another', async () => {
  assert.equal((await app.request('POST', '/auth/step-up', { password }, { headers })).status, 200)
  for (const route of routes) assert.notEqual((await ask(route)).body?.code, 'auth.step_up_required', route.name)
})
