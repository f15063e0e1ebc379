import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { startSeller } from './subscription-fixture.ts'

const { app, seller, addPrice, addCustomer, subscribe, invoicesOf } = await startSeller('2026-01-01T04:00:00Z')
const codes = ['SR', 'ZR', 'ES33', 'OS', 'SRCA-C'] as const

/** Always the same numbers, and no pattern in them. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

test('lines become the same money by a run and by hand: amounts, GST of each rate, and total', async () => {
  const roll = dice(9)
  const offer = { code: 'THIRD', name: 'A third off', percent_off_bp: 3_333, duration: 'forever' }
  assert.equal((await seller.post('/coupons', offer)).status, 201)
  const customer_ids = await Promise.all(Array.from({ length: 25 }, () => addCustomer()))
  for (const [i, customer_id] of customer_ids.entries()) {
    const price_id = await addPrice({ model: 'per_seat', unit_amount_cents: 1 + roll(9_999) })
    const terms = { customer_id, price_id, quantity: 1 + roll(9), trial_end_date: '2026-01-02' }
    const { body } = await subscribe({ ...terms, ...(i % 2 && { coupon_code: 'THIRD' }) })
    for (let lines = roll(6); lines > 0; lines--) {
      const line = {
        unit_price_cents: roll(5_000),
        quantity: `${roll(40)}.${1 + roll(999)}`,
        gst_code: codes[roll(5)]!,
      }
      const { status, text } = await seller.post(`/subscriptions/${body.id}/charges`, { description: 'Work', ...line })
      assert.equal(status, 201, text)
    }
  }
  app.travelTo('2026-01-02T04:00:00Z')
  await seller.post('/renewal-runs')
  await app.settle()
  let groups = 0
  for (const customer_id of customer_ids) {
    const [{ id }] = await invoicesOf(customer_id)
    const { body: billed }: { body: Invoice } = await seller.get(`/invoices/${id}`)
    const lines = billed.lines.map(({ description, quantity, unit, unit_price_cents, discount_cents, gst_code }) => ({
      ...{ description, quantity, unit_price_cents, discount_cents, gst_code },
      ...(unit && { unit }),
    }))
    const { body: typed } = await seller.post('/invoice-drafts/preview', { customer_id, lines })
    const amounts = ({ lines }: Pick<Invoice, 'lines'>) => lines.map(({ amount_cents }) => amount_cents)
    assert.deepEqual(amounts(billed), amounts(typed))
    assert.deepEqual(byRate(billed), byRate(typed))
    assert.deepEqual(
      [billed.subtotal_cents, billed.gst_amount_cents, billed.total_amount_cents],
      [typed.subtotal_cents, typed.gst_amount_cents, typed.total_amount_cents],
    )
    groups += billed.gst_breakdown.length
  }
  assert.ok(groups > 50, `${groups} groups`)
})

const byRate = ({ gst_breakdown }: Pick<Invoice, 'gst_breakdown'>) =>
  gst_breakdown.toSorted((a, b) => (a.gst_code < b.gst_code ? -1 : 1))
