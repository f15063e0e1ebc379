import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildApp } from './build-app.ts'
import { ensureDemo } from './seed-demo.ts'
import { demoOperator, ensureDemoOperator } from './seed-demo-operator.ts'
import { startApp } from '#test/support.ts'

const { parts, database_url, admin } = await startApp({ environment: 'development' })

test('the demo has an operator, two companies beside its own, all of whom sell plans, and lets the operator in; all of it once', async () => {
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
  const pricing = (await app.inject({ url: '/api/v1/public/pricing' })).json()
  assert.equal(pricing.seller_name, 'Straits Platforms Pte. Ltd.')
  assert.deepEqual(
    pricing.data.map((plan: { code: string; is_default: boolean; trial_days: number; prices: object[] }) => [
      plan.code,
      plan.is_default,
      plan.trial_days,
      plan.prices.length,
    ]),
    [
      ['starter', false, 14, 2],
      ['team', true, 14, 2],
      ['business', false, 14, 2],
      ['scale', false, 0, 2],
    ],
  )
  const { rows: sold } = await admin.query<{ name: string; plans: number; prices: number; coupons: number }>(
    `select d.name,
       (select count(*)::int from app.plans p where p.organization_id = d.organization_id) as plans,
       (select count(*)::int from app.prices p where p.organization_id = d.organization_id) as prices,
       (select count(*)::int from app.coupons c where c.organization_id = d.organization_id) as coupons
     from app.organization_directory d order by d.organization_id`,
  )
  assert.deepEqual(
    sold.map(({ plans, prices, coupons }) => [plans, prices, coupons]),
    [
      [5, 11, 3],
      [4, 8, 0],
      [2, 4, 0],
      [2, 4, 0],
    ],
  )
  const { rows: entitled } = await admin.query<{ name: string; plan: string; status: string }>(
    `select d.name, e.plan_name as plan, e.subscription_status as status
     from app.entitlements e join app.organization_directory d using (organization_id) order by d.organization_id`,
  )
  assert.deepEqual(
    entitled.map(({ name, plan, status }) => [name, plan, status]),
    [
      ['Merlion Cloud Pte. Ltd.', 'Business', 'active'],
      ['Bukit Timah Tuition Pte. Ltd.', 'Team', 'trialing'],
      ['Lavender Design Studio Pte. Ltd.', 'Team', 'trialing'],
    ],
  )
  await app.close()
  assert.equal((await admin.query('select from app.operator_organizations')).rowCount, 1)
})
