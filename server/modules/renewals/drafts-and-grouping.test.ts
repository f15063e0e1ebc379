import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toolsOf } from '#modules/subscriptions/subscription-fixture.ts'
import { startApp } from '#test/support.ts'

const app = await startApp()

const kinds = (['per_subscription', 'per_customer'] as const).flatMap((invoice_grouping) =>
  [0, 3].map((draft_days) => ({ invoice_grouping, draft_days })),
)

async function start(rules: object) {
  app.travelTo('2026-01-01T04:00:00Z')
  const seller = await app.signUp()
  const tools = toolsOf(app, seller)
  await seller.patch('/billing-rules', { ...rules, unpaid_after_days: 365 })
  const at = (day: string) => app.travelTo(`${day}T04:00:00Z`)
  const run = async (body: object = {}) => {
    const { id } = (await seller.post('/renewal-runs', body)).body
    await app.settle()
    const { data } = (await seller.get(`/renewal-runs/${id}/skips`)).body
    const skips = data.map((skip: { subscription_id: string; reason: string }) => [skip.subscription_id, skip.reason])
    return { ...(await seller.get(`/renewal-runs/${id}`)).body, skips: skips.toSorted() }
  }
  const charge = (id: string, unit_price_cents: number) =>
    seller.post(`/subscriptions/${id}/charges`, { description: 'Everything', unit_price_cents })
  return { ...tools, seller, at, run, charge }
}

const trial = { trial_end_date: '2026-02-01' }
const half = 5_000_000_000_000

for (const kind of kinds) {
  const { invoice_grouping, draft_days } = kind
  const words = `${invoice_grouping.replace('_', ' ')}, ${draft_days ? 'as drafts' : 'issued at once'}`

  test(`what a dry run says is what the run does: ${words}`, async () => {
    const { seller, at, run, addPrice, addCustomer, subscribe, charge } = await start(kind)
    await seller.post('/coupons', { code: 'THIRD', name: 'Offer', percent_off_bp: 3_333, duration: 'forever' })
    await seller.post('/coupons', { code: 'ALL', name: 'Offer', percent_off_bp: 10_000, duration: 'forever' })
    const price_id = await addPrice({ unit_amount_cents: 3_333 })
    const seats = await addPrice({ model: 'per_seat', unit_amount_cents: 777 })
    const [one, two, poor] = [await addCustomer(), await addCustomer(), await addCustomer({ address: null })]
    const ids: string[] = []
    for (const customer_id of [one, two])
      for (const more of [{ coupon_code: 'THIRD' }, { price_id: seats, quantity: 7 }, { coupon_code: 'ALL' }, {}])
        ids.push((await subscribe({ customer_id, price_id, ...trial, ...more })).body.id)
    await app.admin.query('update app.subscriptions set credit_cents = 1234 where id = $1', [ids[1]])
    await seller.post(`/subscriptions/${ids[0]}/charges`, { description: 'Setup', unit_price_cents: 5_555 })
    await seller.post(`/subscriptions/${ids[7]}/cancel`, { when: 'period_end' })
    const { id: homeless } = (await subscribe({ customer_id: poor, price_id, ...trial })).body
    const { id: huge } = (await subscribe({ customer_id: two, price_id, ...trial })).body
    await charge(huge, half)
    await charge(huge, half)
    at('2026-02-01')
    const figures = ({ id: _, is_dry_run: _dry, created_at: _at, ended_at: _end, ...rest }: Record<string, unknown>) =>
      rest
    const [told, done] = [await run({ is_dry_run: true }), await run()]
    assert.deepEqual(figures(told), figures(done))
    const documents = invoice_grouping === 'per_customer' ? 2 : 5
    assert.deepEqual(
      [done.renewed_count, done.issued_count, done.drafted_count, done.ended_count],
      draft_days ? [7, 0, documents, 1] : [7, documents, 0, 1],
    )
    const expected = [
      [homeless, 'customer_address_missing'],
      [huge, 'amount_too_large'],
    ]
    assert.deepEqual(done.skips, expected.toSorted())
    const list = draft_days ? '/invoice-drafts' : '/invoices'
    const { data } = (await seller.get(list)).body
    const total = data.reduce((sum: number, each: { total_amount_cents: number }) => sum + each.total_amount_cents, 0)
    assert.equal(total, done.amount_cents)
  })

  test(`what is too large keeps only itself, and nobody else: ${words}`, async () => {
    const { at, run, addPrice, addCustomer, subscribe, charge, seller } = await start(kind)
    const price_id = await addPrice()
    const [rich, normal] = [await addCustomer(), await addCustomer()]
    const ids: string[] = []
    for (const customer_id of [rich, rich, rich, normal])
      ids.push((await subscribe({ customer_id, price_id, ...trial })).body.id)
    // Alone the first is too large. The two after it are not, and with GST they are together.
    for (const cents of [half, half]) await charge(ids[0]!, cents)
    for (const id of ids.slice(1, 3)) await charge(id, half)
    at('2026-02-01')
    const skipped = (invoice_grouping === 'per_customer' ? ids.slice(0, 3) : ids.slice(0, 1)).map((id) => [
      id,
      'amount_too_large',
    ])
    for (const is_dry_run of [true, false]) {
      const done = await run({ is_dry_run })
      assert.deepEqual([done.status, done.failure, done.skips], ['completed', null, skipped.toSorted()])
      assert.equal(done.renewed_count, 4 - skipped.length)
    }
    const [charge_of_second] = (await seller.get(`/subscriptions/${ids[1]}/charges`)).body.data
    if (invoice_grouping !== 'per_customer') return
    await seller.delete(`/subscriptions/${ids[1]}/charges/${charge_of_second.id}`)
    const again = await run()
    assert.deepEqual([again.skips, again.renewed_count], [[[ids[0], 'amount_too_large']], 2])
  })
}
