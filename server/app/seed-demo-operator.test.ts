import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildApp } from './build-app.ts'
import { ensureDemo } from './seed-demo.ts'
import { demoOperator, ensureDemoOperator } from './seed-demo-operator.ts'
import { startApp } from '#test/support.ts'

const { parts, database_url, admin } = await startApp({ environment: 'development' })

test('the demo has an operator, two companies beside its own, and lets the operator in; all of it once', async () => {
  await ensureDemo(parts)
  await ensureDemoOperator(parts, database_url)
  await ensureDemoOperator(parts, database_url)
  const app = await buildApp({ ...parts, config: { ...parts.config, demo: true } })
  const entered = await app.inject({ method: 'POST', url: '/api/v1/dev/enter', payload: { as: 'operator' } })
  assert.equal(entered.statusCode, 200, entered.body)
  const { user } = entered.json()
  assert.equal(user.email, demoOperator.email)
  const cookie = /^[^;]+/.exec(String(entered.headers['set-cookie']))![0]
  const { data } = (await app.inject({ url: '/api/v1/operator/organizations', headers: { cookie } })).json()
  assert.deepEqual(
    data.map((each: { name: string; has_support_access: boolean }) => [each.name, each.has_support_access]),
    [
      ['Lavender Design Studio Pte. Ltd.', false],
      ['Bukit Timah Tuition Pte. Ltd.', false],
      ['Straits Platforms Pte. Ltd.', false],
      ['Merlion Cloud Pte. Ltd.', true],
    ],
  )
  assert.ok(data[3].invoices_count > 100)
  await app.close()
  assert.equal((await admin.query('select from app.operator_organizations')).rowCount, 1)
})
