import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { toolsOf } from '#modules/subscriptions/subscription-fixture.ts'
import { address, made, startApp } from '#test/support.ts'

const app = await startApp()
const key = () => ({ key: randomUUID() })

test('a clock that moves on brings all that days bring by themselves: each thing is done, on its own day', async () => {
  const seller = await app.signUp()
  const { addPrice, subscribe } = toolsOf(app, seller)
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 100_000 }]
  const customer = async () =>
    made(await seller.post('/customers', { name: 'Kopi Kaki', address, email: `${randomUUID()}@kaki.example` }))
  await seller.patch('/billing-rules', { draft_days: 2, renewal_notice_days: 10, unpaid_after_days: 365 })
  await seller.patch('/dunning-settings', { is_enabled: true })
  await seller.patch('/interest-settings', { is_enabled: true, is_automatic: true, grace_days: 0, minimum_cents: 0 })

  const late = await customer()
  const due = { customer_id: late.id, due_date: '2026-11-23', lines }
  const overdue = made(await seller.post('/invoices', due, key()))
  const { body: archive } = await seller.post('/document-archives', { ids: [overdue.id] })
  const repeated = await customer()
  const monthly = { customer_id: repeated.id, billing_interval: 'month', first_date: '2026-11-25', when_due: 'issue' }
  made(await seller.post('/recurring-invoices', { ...monthly, lines }, key()))
  const early = { customer_id: repeated.id, amount_cents: 500, method: 'cash', allocations: [] }
  made(await seller.post('/payments', early, key()))
  const subscriber = await customer()
  const terms = { trial_end_date: '2026-11-24', minimum_term_end_date: '2026-12-05' }
  const subscription = await subscribe({ customer_id: subscriber.id, price_id: await addPrice(), ...terms })
  assert.equal(subscription.status, 201, subscription.text)
  await app.settle()
  await seller.post(`/organizations/${seller.organization_id}/clock/advance`, { to_date: '2026-12-02' })
  await app.settle()

  const events: { name: string; created_at: string }[] = []
  for (let cursor = ''; ;) {
    const { body } = await seller.get(`/events?limit=100${cursor && `&cursor=${cursor}`}`)
    events.push(...body.data)
    if (!body.next_cursor) break
    cursor = body.next_cursor
  }
  const days = (name: string) =>
    events.filter((event) => event.name === name).map(({ created_at }) => created_at.slice(0, 10))
  const invoicesOf = async ({ id }: { id: string }) => (await seller.get(`/invoices?customer_id=${id}`)).body.data
  const [fromRecurring] = await invoicesOf(repeated)
  const [fromDraft] = await invoicesOf(subscriber)
  assert.deepEqual([fromRecurring.issue_date, fromRecurring.amount_paid_cents], ['2026-11-25', 500])
  assert.equal(fromDraft.issue_date, '2026-11-26')
  assert.deepEqual(days('interest.charged'), ['2026-12-01'])
  assert.deepEqual(days('dunning.reminder_sent'), ['2026-11-26'])
  assert.deepEqual(days('subscription.renewal_notice_sent'), ['2026-11-25'])
  assert.equal((await seller.get(`/document-archives/${archive.id}`)).body.status, 'expired')
  const drawn = await app.admin.query('select from app.document_archive_items where archive_id = $1', [archive.id])
  assert.equal(drawn.rowCount, 0)
})
