// verbs: waive-drafted-periods
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Draft, Invoice } from '#modules/invoices/schemas.ts'
import { waiveDraftedPeriods } from '#modules/subscriptions/waive-drafted-periods.ts'
import { startSeller } from '#modules/subscriptions/subscription-fixture.ts'

const { app, seller, addPrice, addCustomer, subscribe, invoicesOf } = await startSeller()
await seller.patch('/billing-rules', { draft_days: 3, unpaid_after_days: 365 })
const noon = (day: string) => app.travelTo(`${day}T04:00:00Z`)
const job = (name: string) => app.admin.query('select graphile_worker.add_job($1)', [name])
const run = async (body: object = {}) => {
  const { id } = (await seller.post('/renewal-runs', body)).body
  await app.settle()
  return (await seller.get(`/renewal-runs/${id}`)).body
}
/** The hourly look on that day. */
const hour = async (day: string) => {
  noon(day)
  await job('issue_due_drafts')
  await app.settle()
}
const draftsOf = async (customer_id: string): Promise<Draft[]> => {
  const { data } = (await seller.get(`/invoice-drafts?customer_id=${customer_id}`)).body
  return Promise.all(data.map(async ({ id }: Draft) => (await seller.get(`/invoice-drafts/${id}`)).body))
}
const periodsOf = async (id: string) => (await seller.get(`/subscriptions/${id}/periods`)).body.data
const invoiceOf = async (id: string): Promise<Invoice> => (await seller.get(`/invoices/${id}`)).body
const trial = (trial_end_date: string) => ({ trial_end_date })
const edit = (draft: Draft, changes: object) =>
  seller.patch(`/invoice-drafts/${draft.id}`, changes, { version: draft.version })
const typed = ({ lines }: Draft) =>
  lines.map(({ description, quantity, unit, unit_price_cents, discount_cents, gst_code }) => {
    return { description, quantity, unit, unit_price_cents, discount_cents, gst_code }
  })

test('a run makes drafts that say when they are issued; periods are recorded at once and linked to the draft, then to its invoice', async () => {
  const customer_id = await addCustomer()
  const price_id = await addPrice({ plan: 'Team' })
  const { id } = (await subscribe({ customer_id, price_id, ...trial('2026-02-01') })).body
  noon('2026-02-01')
  const dry = await run({ is_dry_run: true })
  const done = await run()
  for (const each of [dry, done])
    assert.deepEqual([each.renewed_count, each.issued_count, each.drafted_count, each.amount_cents], [1, 0, 1, 10_900])
  const [draft, ...more] = await draftsOf(customer_id)
  assert.equal(more.length, 0)
  assert.deepEqual(
    [draft!.issues_on_date, draft!.subscription_ids, draft!.missing, draft!.total_amount_cents],
    ['2026-02-04', [id], [], 10_900],
  )
  const told = (await seller.get(`/events?subject_id=${draft!.id}`)).body.data
  assert.deepEqual(
    told.map(({ name, data }: { name: string; data: Draft }) => [name, data]),
    [['invoice_draft.created', draft]],
  )
  assert.deepEqual(
    [await invoicesOf(customer_id), (await seller.get(`/subscriptions/${id}`)).body.next_invoice_date],
    [[], '2026-03-01'],
  )
  const [before] = await periodsOf(id)
  assert.deepEqual([before.invoice_id, before.draft_id, before.issues_on_date], [null, draft!.id, '2026-02-04'])

  await hour('2026-02-03')
  assert.equal((await draftsOf(customer_id)).length, 1)
  await hour('2026-02-04')
  await hour('2026-02-04')
  assert.deepEqual(await draftsOf(customer_id), [])
  const [issued, ...others] = await invoicesOf(customer_id)
  assert.equal(others.length, 0)
  const [after] = await periodsOf(id)
  assert.deepEqual([after.invoice_id, after.draft_id, after.is_waived], [issued.id, null, false])
  const invoice = await invoiceOf(issued.id)
  assert.deepEqual(
    [invoice.issue_date, invoice.subscription_id, invoice.subscription_ids, invoice.lines[0]!.service_from_date],
    ['2026-02-04', id, [id], '2026-02-01'],
  )
})

test('what the bookkeeper edits is what is issued, with its days of service; only the customer stays', async () => {
  const customer_id = await addCustomer()
  const { id } = (await subscribe({ customer_id, price_id: await addPrice(), ...trial('2026-02-10') })).body
  noon('2026-02-10')
  await run()
  const [draft] = await draftsOf(customer_id)
  const other = await edit(draft!, { customer_id: await addCustomer() })
  assert.deepEqual([other.status, other.body.code], [422, 'invoices.customer_fixed'])
  const [line] = typed(draft!)
  const extra = { description: 'A visit', quantity: '1', unit_price_cents: 5_000 }
  const edited = await edit(draft!, { reference: 'PO 7', lines: [{ ...line, discount_cents: 1_000 }, extra] })
  assert.equal(edited.status, 200, edited.text)
  await hour('2026-02-13')
  const invoice = await invoiceOf((await periodsOf(id))[0].invoice_id)
  assert.deepEqual(
    [invoice.reference, invoice.lines.map((each) => [each.amount_cents, each.service_from_date])],
    [
      'PO 7',
      [
        [9_000, '2026-02-10'],
        [5_000, null],
      ],
    ],
  )
})

test('the job, a person who issues and one who edits at the same moment make one invoice of it', async () => {
  const price_id = await addPrice()
  const customers = await Promise.all(Array.from({ length: 6 }, () => addCustomer()))
  for (const customer_id of customers) await subscribe({ customer_id, price_id, ...trial('2026-02-20') })
  noon('2026-02-20')
  await run()
  const drafts = (await Promise.all(customers.map(draftsOf))).flat()
  assert.equal(drafts.length, 6)
  noon('2026-02-23')
  // Signs in anew, so that what follows is asked at one moment.
  await seller.get('/billing-rules')
  const answers = await Promise.all([
    job('issue_due_drafts'),
    job('issue_due_drafts'),
    ...drafts.flatMap((draft) => [
      seller.post(`/invoice-drafts/${draft.id}/issue`, undefined, { key: randomUUID() }),
      edit(draft, { reference: 'Late' }),
    ]),
  ])
  await app.settle()
  for (const answer of answers)
    if ('status' in answer) assert.ok([200, 201, 404, 412].includes(answer.status), answer.text)
  for (const customer_id of customers) assert.equal((await invoicesOf(customer_id)).length, 1)
  assert.deepEqual((await Promise.all(customers.map(draftsOf))).flat(), [])
})

test('a draft that misses something waits until it is mended, and holds up no other', async () => {
  const [poor, rich] = [await addCustomer(), await addCustomer()]
  const price_id = await addPrice()
  for (const customer_id of [poor, rich]) await subscribe({ customer_id, price_id, ...trial('2026-03-05') })
  noon('2026-03-05')
  await run()
  const [draft] = await draftsOf(poor)
  const { body } = await edit(draft!, { lines: [] })
  await hour('2026-03-08')
  assert.deepEqual([(await invoicesOf(poor)).length, (await invoicesOf(rich)).length], [0, 1])
  await edit(body, { lines: typed(draft!) })
  await hour('2026-03-09')
  assert.equal((await invoicesOf(poor)).length, 1)
})

test('deleted, its period is not billed; one-off charges wait for the next invoice and credit comes back, once', async () => {
  const customer_id = await addCustomer()
  const { id } = (await subscribe({ customer_id, price_id: await addPrice(), ...trial('2026-03-10') })).body
  await seller.post(`/subscriptions/${id}/charges`, { description: 'Training', unit_price_cents: 30_000 })
  await app.admin.query('update app.subscriptions set credit_cents = 2500 where id = $1', [id])
  noon('2026-03-10')
  await run()
  const charges = async () => (await seller.get(`/subscriptions/${id}/charges`)).body.data.length
  const credit = async () => (await seller.get(`/subscriptions/${id}`)).body.credit_cents
  assert.deepEqual([await charges(), await credit()], [0, 0])
  const [draft] = await draftsOf(customer_id)
  assert.equal((await seller.delete(`/invoice-drafts/${draft!.id}`)).status, 204)
  await app.settle()
  await app.asSystem(seller.organization_id, (ctx) => waiveDraftedPeriods(ctx, draft!.id))
  assert.deepEqual([await charges(), await credit()], [1, 2_500])
  const [period] = await periodsOf(id)
  assert.deepEqual([period.invoice_id, period.draft_id, period.is_waived], [null, null, true])
  const waived = (await seller.get(`/events?subject_id=${id}`)).body.data.filter(
    ({ name }: { name: string }) => name === 'subscription.period_waived',
  )
  assert.equal(waived.length, 1)
  await hour('2026-03-20')
  assert.deepEqual(await invoicesOf(customer_id), [])
  noon('2026-04-10')
  await run()
  const [next] = await draftsOf(customer_id)
  assert.deepEqual(
    next!.lines.map(({ amount_cents }) => amount_cents),
    [7_500, 30_000],
  )
})

test('of two who give back the credit of a deleted draft at once, one finds nothing left to give', async () => {
  const customer_id = await addCustomer()
  const { id } = (await subscribe({ customer_id, price_id: await addPrice(), ...trial('2026-05-10') })).body
  await app.admin.query('update app.subscriptions set credit_cents = 2500 where id = $1', [id])
  noon('2026-05-10')
  await run()
  const [draft] = await draftsOf(customer_id)
  const waive = () => app.asSystem(seller.organization_id, (ctx) => waiveDraftedPeriods(ctx, draft!.id))
  await Promise.all([waive(), waive(), waive()])
  assert.equal((await seller.get(`/subscriptions/${id}`)).body.credit_cents, 2_500)
})

test('with one invoice for each customer there is one draft, and its invoice bills them all', async () => {
  await seller.patch('/billing-rules', { invoice_grouping: 'per_customer' })
  const customer_id = await addCustomer()
  const price_id = await addPrice()
  const ids: string[] = []
  for (let i = 0; i < 3; i++) ids.push((await subscribe({ customer_id, price_id, ...trial('2026-05-20') })).body.id)
  noon('2026-05-20')
  await run()
  const [draft, ...more] = await draftsOf(customer_id)
  assert.deepEqual([draft!.subscription_ids, more.length], [ids, 0])
  await hour('2026-05-23')
  const [{ id: invoice_id }] = await invoicesOf(customer_id)
  assert.deepEqual((await invoiceOf(invoice_id)).subscription_ids, ids)
  for (const id of ids) assert.equal((await periodsOf(id))[0].invoice_id, invoice_id)
  const { body } = await subscribe({ customer_id, price_id })
  assert.ok((await periodsOf(body.id))[0].invoice_id, 'a new one is invoiced at once')
})
