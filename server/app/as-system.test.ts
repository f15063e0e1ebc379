import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signUpOperator } from '#test/operators.ts'
import { address, startApp } from '#test/support.ts'
import { asSystem } from './as-system.ts'

const app = await startApp()
const { admin, parts, settle, signUp } = app
const operator = await signUpOperator(app)
const disable = (id: string) => operator.post(`/operator/organizations/${id}/disable`, { reason: 'Fraud' })
const enable = (id: string) => operator.post(`/operator/organizations/${id}/enable`)

async function mailTo(email: string) {
  await settle()
  const mail = 'select subject from app.mailbox_messages where recipient = $1'
  return (await admin.query<{ subject: string }>(mail, [email])).rows
}

test('mail of an organisation waits while it is disabled, and goes out when it is enabled', async () => {
  const [acme, beta] = [await signUp(), await signUp()]
  const guest = 'guest@example.com'
  const invite = (from: typeof acme) =>
    from.post(`/organizations/${from.organization_id}/invitations`, { email: guest, role: 'viewer' })
  assert.equal((await invite(acme)).status, 201)
  assert.equal((await disable(acme.organization_id)).status, 204)
  assert.deepEqual(await mailTo(guest), [])
  assert.equal((await invite(beta)).status, 201)
  assert.equal((await mailTo(guest)).length, 1, 'that of another goes')

  await enable(acme.organization_id)
  await admin.query(`update graphile_worker._private_jobs set run_at = now()`)
  assert.equal((await mailTo(guest)).length, 2)
})

test('a disabled organisation’s people still get the mail of their own accounts', async () => {
  const { email, organization_id } = await signUp()
  await disable(organization_id)
  await app.request('POST', '/auth/password/forgot', { email })
  assert.deepEqual(await mailTo(email), [{ subject: 'Set a new password' }])
})

test('work for a disabled organisation fails until it is enabled, and leaves nothing behind', async () => {
  const acme = await signUp()
  const id = acme.organization_id
  const doWork = () =>
    asSystem(parts, id, ({ db }) =>
      db.all({ text: 'update organizations set version = version + 1 where organization_id = $1', parameters: [id] }),
    )
  const version = async () =>
    (await admin.query('select version from app.organizations where organization_id = $1', [id])).rows[0].version
  const before = await version()
  await disable(id)
  await assert.rejects(doWork, /is disabled/)
  assert.equal(await version(), before)
  await enable(id)
  await doWork()
  assert.equal(await version(), before + 1)
})

test('the keys of who left die, and what was issued is printed, also while the organisation is disabled', async () => {
  const acme = await signUp()
  const member = await signUp('admin', acme)
  const { body: key } = await member.post('/api-keys', { name: 'Export', scopes: ['customers.read'] })
  const customer = (await acme.post('/customers', { name: 'Kaki', address })).body
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 100 }]
  for (const key of ['one', 'two']) {
    const invoice = await acme.post('/invoices', { customer_id: customer.id, lines }, { key })
    assert.equal(invoice.status, 201)
  }
  await acme.delete(`/organizations/${acme.organization_id}/members/${member.id}`)
  await disable(acme.organization_id)
  await settle()
  const { rows } = await admin.query('select revoked_at from app.api_keys where id = $1', [key.id])
  assert.ok(rows[0].revoked_at)
  // What moves money waits until the organisation is enabled, once for all that was issued.
  const { rows: waiting } = await admin.query<{ name: string }>(
    `select task_identifier as name from graphile_worker.jobs where last_error is not null order by 1`,
  )
  assert.deepEqual(
    waiting.map(({ name }) => name),
    ['collect_by_card', 'match_after_issue'],
  )
})
