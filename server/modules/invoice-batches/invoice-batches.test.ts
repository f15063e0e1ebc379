import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Context } from '#platform/context.ts'
import { address, made, type Person, startApp } from '#test/support.ts'
import { continueBatch } from './continue-invoice-batch.ts'

// verbs: start-invoice-batch, continue-invoice-batch, cancel-invoice-batch, mark-invoice-sent, unmark-invoice-sent

const app = await startApp()
/** Without a worker: here the tests themselves do its work, and let it die. */
const still = await startApp()
const key = () => ({ key: randomUUID() })
const customerOf = async (seller: Person, details: object = {}) => {
  const email = `ap-${randomUUID()}@kaki.example`
  return made(await seller.post('/customers', { name: 'Kopi Kaki', address, email, ...details })).id
}
const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]
const draft = async (seller: Person, customer_id: string, changes: object = {}) =>
  made(await seller.post('/invoice-drafts', { customer_id, lines, ...changes })).id
const bill = async (seller: Person, customer_id: string) =>
  (await seller.post('/invoices', { customer_id, lines }, key())).body
const start = (seller: Person, action: string, body: object, extra = key()) =>
  seller.post(`/invoice-batches/${action}`, body, extra)
const get = async (seller: Person, id: string) => (await seller.get(`/invoice-batches/${id}`)).body
const itemsOf = async (seller: Person, id: string, status = '') =>
  (await seller.get(`/invoice-batches/${id}/items?limit=100${status && `&status=${status}`}`)).body.data
const numbersOf = async (seller: Person) =>
  (await seller.get('/invoices?limit=100')).body.data.map(({ number }: { number: string }) => number).toSorted()
const mailsTo = async (seller: Person) => {
  await app.settle()
  const { rows } = await app.admin.query<{ count: number }>(
    'select count(*)::int as count from app.customer_mails where organization_id = $1',
    [seller.organization_id],
  )
  return rows[0]!.count
}
/** The work of the job, which may be made to die before a transaction commits. */
const work = (seller: Person, id: string, before: (ctx: Context) => void = () => {}) =>
  continueBatch(
    (inside) =>
      still.asSystem(seller.organization_id, async (ctx) => {
        const result = await inside(ctx)
        before(ctx)
        return result
      }),
    id,
  )

test('drafts are issued oldest first with numbers that rise, in the name of who asked; what is incomplete says why', async () => {
  const seller = await app.signUp()
  const [customer_id, nowhere] = [
    await customerOf(seller),
    await customerOf(seller, { address: null, name: 'Nowhere' }),
  ]
  const drafts: string[] = []
  for (let i = 0; i < 4; i++) drafts.push(await draft(seller, customer_id, { reference: `PO ${i}` }))
  const bad = await draft(seller, nowhere)
  const { body: preview } = await seller.post('/invoice-batches/preview', { action: 'issue', filter: {} })
  assert.deepEqual([preview.item_count, preview.amount_cents], [5, 54_500])
  const { status, body } = await start(seller, 'issue', { ids: [bad, ...drafts.toReversed()] })
  assert.deepEqual([status, body.status, body.item_count, body.amount_cents], [202, 'running', 5, 54_500])
  await app.settle()
  const batch = await get(seller, body.id)
  assert.deepEqual([batch.status, batch.done_count, batch.refused_count], ['completed', 4, 1])
  const items = await itemsOf(seller, body.id, 'done')
  assert.deepEqual(
    items.map(({ id, number }: { id: string; number: string }) => [id, number]),
    drafts.map((id, i) => [id, `INV-2026-0000${i + 1}`]),
  )
  const [refused] = await itemsOf(seller, body.id, 'refused')
  assert.deepEqual([refused.id, refused.refusal_code], [bad, 'invoices.incomplete'])
  assert.match(refused.refusal, /Add the address of Nowhere/)
  const { data: events } = (await seller.get('/events?name=invoice.issued')).body
  assert.ok(events.every(({ actor_name }: { actor_name: string }) => actor_name === 'Mei Tan'))
  assert.deepEqual(
    (await seller.get('/invoice-drafts')).body.data.map(({ id }: { id: string }) => id),
    [bad],
  )
  assert.deepEqual((await seller.get('/invoice-batches')).body.data, [batch])
})

test('the same request twice, and two batches over the same drafts, issue each of them once', async () => {
  const seller = await still.signUp()
  const customer_id = await customerOf(seller)
  const ids = [await draft(seller, customer_id), await draft(seller, customer_id), await draft(seller, customer_id)]
  const same = key()
  const [first, again, other] = [
    await start(seller, 'issue', { ids }, same),
    await start(seller, 'issue', { ids }, same),
    await start(seller, 'issue', { ids }),
  ]
  assert.equal(again.body.id, first.body.id)
  assert.equal((await seller.post('/invoice-batches/issue', { ids })).body.code, 'request.idempotency_key_required')
  await Promise.all([work(seller, first.body.id), work(seller, first.body.id), work(seller, other.body.id)])
  assert.deepEqual(await numbersOf(seller), ['INV-2026-00001', 'INV-2026-00002', 'INV-2026-00003'])
  const counts = [await get(seller, first.body.id), await get(seller, other.body.id)]
  assert.equal(counts[0].done_count + counts[1].done_count, 3)
  assert.equal(counts[0].refused_count + counts[1].refused_count, 3)
  const lost = await start(seller, 'issue', { ids })
  assert.deepEqual([lost.status, lost.body.errors.length], [422, 3])
})

test('killed before any of its commits, it goes on and loses and repeats nothing', async () => {
  const seller = await still.signUp()
  const customer_id = await customerOf(seller)
  for (let i = 0; i < 5; i++) await draft(seller, customer_id)
  const { id } = (await start(seller, 'issue', { filter: {} })).body
  for (let dies_at = 1; dies_at <= 4; dies_at++) {
    let left = dies_at
    await assert.rejects(
      work(seller, id, () => {
        if (left-- === 0) throw new Error('killed')
      }),
      /killed/,
    )
  }
  await work(seller, id)
  const { status, done_count } = await get(seller, id)
  assert.deepEqual([status, done_count], ['completed', 5])
  assert.deepEqual(
    await numbersOf(seller),
    [1, 2, 3, 4, 5].map((n) => `INV-2026-0000${n}`),
  )
})

test('what fails each time without a reason is set aside, and the rest is done', async () => {
  const seller = await still.signUp()
  const customer_id = await customerOf(seller)
  const [first, broken, last] = [
    await draft(seller, customer_id),
    await draft(seller, customer_id),
    await draft(seller, customer_id),
  ]
  await still.admin.query(`update app.invoice_drafts set lines = '[{"quantity": "nonsense"}]' where id = $1`, [broken])
  const { id } = (await start(seller, 'issue', { ids: [first, broken, last] })).body
  for (let i = 0; i < 7; i++) await work(seller, id).catch(() => {})
  const items = await itemsOf(seller, id)
  assert.deepEqual(
    items.map(({ status, refusal_code }: Record<string, string>) => [status, refusal_code]),
    [
      ['done', null],
      ['refused', 'invoice_batches.stuck'],
      ['done', null],
    ],
  )
  assert.deepEqual(await numbersOf(seller), ['INV-2026-00001', 'INV-2026-00002'])
})

test('one that is cancelled keeps what it did and does no more', async () => {
  const seller = await still.signUp()
  const customer_id = await customerOf(seller)
  for (let i = 0; i < 3; i++) await draft(seller, customer_id)
  const { id } = (await start(seller, 'issue', { filter: { customer_id } })).body
  let left = 2
  await work(seller, id, () => {
    if (left-- === 0) throw new Error('killed')
  }).catch(() => {})
  assert.equal((await seller.post(`/invoice-batches/${id}/cancel`)).body.status, 'cancelled')
  await work(seller, id)
  assert.deepEqual([(await get(seller, id)).done_count, (await numbersOf(seller)).length], [1, 1])
  assert.equal((await seller.post(`/invoice-batches/${id}/cancel`)).body.code, 'invoice_batches.not_running')
  const told = (await seller.events()).filter(({ name }) => name === 'invoice_batch.cancelled')
  assert.deepEqual(
    told.map(({ data }) => (data as { id: string }).id),
    [id],
  )
})

test('invoices are mailed once however often they are chosen; who has no address or was sent before is named', async () => {
  const seller = await app.signUp()
  const [customer_id, mute] = [await customerOf(seller), await customerOf(seller, { email: null })]
  const [first, second, silent, gone] = [
    await bill(seller, customer_id),
    await bill(seller, customer_id),
    await bill(seller, mute),
    await bill(seller, customer_id),
  ]
  await seller.post(`/invoices/${gone.id}/void`, { reason: 'Twice' })
  await seller.post(`/invoices/${second.id}/mark-sent`)
  const { body: preview } = await seller.post('/invoice-batches/preview', { action: 'send', filter: {} })
  assert.deepEqual(preview, {
    item_count: 4,
    amount_cents: 43_600,
    without_address_count: 1,
    returned_count: 0,
    sent_count: 1,
    void_count: 1,
  })
  const { id } = (await start(seller, 'send', { filter: {} })).body
  assert.equal(await mailsTo(seller), 1)
  const told = await itemsOf(seller, id)
  assert.deepEqual(
    told.map(({ number, status, refusal_code }: Record<string, string>) => [number, status, refusal_code]),
    [
      [first.number, 'done', null],
      [second.number, 'refused', 'invoice_batches.already_sent'],
      [silent.number, 'refused', 'invoices.no_recipient'],
      [gone.number, 'refused', 'invoices.not_open'],
    ],
  )
  await start(seller, 'send', { ids: [first.id] })
  assert.equal(await mailsTo(seller), 1)
  await start(seller, 'send', { ids: [first.id, second.id], includes_sent: true })
  assert.equal(await mailsTo(seller), 3)
})

test('an address that returned the last mail gets none from a batch until it is corrected', async () => {
  const seller = await app.signUp()
  const customer_id = await customerOf(seller, { email: 'gone@kaki.example' })
  const [first, second] = [await bill(seller, customer_id), await bill(seller, customer_id)]
  await start(seller, 'send', { ids: [first.id] })
  await app.settle()
  await app.admin.query(`update app.customer_mails set bounced_at = now() where organization_id = $1`, [
    seller.organization_id,
  ])
  const { id } = (await start(seller, 'send', { ids: [second.id] })).body
  await app.settle()
  assert.equal((await itemsOf(seller, id))[0].refusal_code, 'invoice_batches.address_returned')
  await seller.patch(`/customers/${customer_id}`, { email: 'new@kaki.example' }, { version: 1 })
  const { id: next } = (await start(seller, 'send', { ids: [first.id, second.id] })).body
  await app.settle()
  assert.equal((await get(seller, next)).done_count, 2)
})

test('many are marked as sent at once, and one mark is taken back', async () => {
  const seller = await app.signUp()
  const customer_id = await customerOf(seller)
  const [first, second] = [await bill(seller, customer_id), await bill(seller, customer_id)]
  const { id } = (await start(seller, 'mark-sent', { filter: { customer_id } })).body
  await app.settle()
  assert.equal((await get(seller, id)).done_count, 2)
  const sentCount = async () =>
    (await seller.post('/invoice-batches/preview', { action: 'send', filter: {} })).body.sent_count
  assert.equal(await sentCount(), 2)
  for (let i = 0; i < 2; i++) assert.equal((await seller.post(`/invoices/${first.id}/unmark-sent`)).status, 200)
  assert.equal(await sentCount(), 1)
  const names = (await seller.events()).map(({ name }) => name).filter((name) => name.includes('mark'))
  assert.deepEqual(names, ['invoice.marked_sent', 'invoice.marked_sent', 'invoice.unmarked_sent'])
  assert.equal((await numbersOf(seller)).length, 2)
  assert.ok(second.id)
})

test('nothing, too much, both ways at once, and what belongs to others is refused', async () => {
  const [seller, other] = [await app.signUp(), await app.signUp()]
  const invoice = await bill(other, await customerOf(other))
  for (const body of [{}, { ids: [invoice.id], filter: {} }, { filter: {} }, { ids: [invoice.id] }])
    assert.equal((await start(seller, 'send', body)).body.code, 'invoice_batches.invalid')
  const viewer = await app.signUp('viewer', other)
  for (const action of ['issue', 'send', 'mark-sent'])
    assert.equal((await start(viewer, action, { ids: [invoice.id] })).status, 403)
})
