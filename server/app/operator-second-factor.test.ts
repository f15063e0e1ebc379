import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGatekeeper } from '#modules/auth/gatekeeper.ts'
import { signUpOperator } from '#test/operators.ts'
import { startApp } from '#test/support.ts'
import { buildApp } from './build-app.ts'

const app = await startApp()
const { admin, parts } = app
const operator = await signUpOperator(app)

test('in production the operator’s organisation opens after a second factor only, others as they wish', async () => {
  const gatekeeper = createGatekeeper(parts.tokens, parts.cookie, parts.clock)
  const strict = await buildApp({ ...parts, gatekeeper })
  const acme = await app.signUp()
  const get = async (url: string, { headers } = operator) => {
    const reply = await strict.inject({ url: `/api/v1${url}`, headers })
    return [reply.statusCode, reply.json().code]
  }
  assert.deepEqual(await get('/operator/organizations'), [403, 'auth.second_factor_required'])
  assert.deepEqual(await get('/customers'), [403, 'auth.second_factor_required'])
  assert.deepEqual(await get('/customers', acme), [200, undefined])
  await admin.query('update app.sessions set has_second_factor = true where user_id = $1', [operator.id])
  assert.deepEqual(await get('/operator/organizations'), [200, undefined])
  await strict.close()
})
