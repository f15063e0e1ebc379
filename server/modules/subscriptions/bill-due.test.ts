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

test('however it is grouped, the same is taxed to the cent, and GST differs by its rounding alone', async () => {
  const roll = dice(4)
  await seller.patch('/billing-rules', { unpaid_after_days: 365 })
  const coupon_code = 'THIRD'
  // Everybody twice: those of the first row are due a day before their likes in the second.
  const days = ['2027-01-05', '2027-01-06']
  const pairs: string[][] = []
  for (let i = 0; i < 15; i++) {
    pairs.push(await Promise.all(days.map(() => addCustomer())))
    for (let many = 1 + roll(5); many > 0; many--) {
      const price_id = await addPrice({ model: 'per_seat', unit_amount_cents: 1 + roll(9_999) })
      const terms = { price_id, quantity: 1 + roll(9), ...(roll(3) === 0 && { coupon_code }) }
      const charges = Array.from({ length: roll(3) }, () => ({
        description: 'Work',
        unit_price_cents: roll(5_000),
        gst_code: codes[roll(5)],
      }))
      for (const [day, customer_id] of pairs[i]!.entries()) {
        const { id } = (await subscribe({ customer_id, ...terms, trial_end_date: days[day] })).body
        for (const charge of charges) await seller.post(`/subscriptions/${id}/charges`, charge)
      }
    }
  }
  const billed: Invoice[][] = []
  for (const [i, invoice_grouping] of ['per_subscription', 'per_customer'].entries()) {
    await seller.patch('/billing-rules', { invoice_grouping })
    app.travelTo(`${days[i]}T04:00:00Z`)
    await seller.post('/renewal-runs')
    await app.settle()
    for (const pair of pairs) billed.push(await Promise.all((await invoicesOf(pair[i]!)).map(read)))
  }
  let saved = 0
  for (const [i] of pairs.entries()) {
    const [each, [one, ...rest]] = [billed[i]!, billed[pairs.length + i]!]
    assert.equal(rest.length, 0)
    assert.equal(one!.subtotal_cents, sum(each, 'subtotal_cents'))
    for (const { gst_code, gst_rate_bp, taxable_cents, gst_cents } of one!.gst_breakdown) {
      const parts = each.flatMap(({ gst_breakdown }) => gst_breakdown.filter((group) => group.gst_code === gst_code))
      assert.equal(taxable_cents, sum(parts, 'taxable_cents'))
      assert.equal(gst_cents, Math.floor((taxable_cents * gst_rate_bp + 5_000) / 10_000))
      assert.ok(Math.abs(gst_cents - sum(parts, 'gst_cents')) <= (parts.length + 1) / 2)
      saved += parts.length - 1
    }
    const lines = (invoices: Invoice[]) => invoices.flatMap((invoice) => invoice.lines.map((line) => line.amount_cents))
    assert.deepEqual(lines([one!]), lines(each))
  }
  assert.ok(saved > 20, `${saved} roundings fewer`)
})

const read = async ({ id }: Invoice): Promise<Invoice> => (await seller.get(`/invoices/${id}`)).body

const sum = <K extends string>(rows: Record<K, number>[], key: K): number =>
  rows.reduce((total, row) => total + row[key], 0)
