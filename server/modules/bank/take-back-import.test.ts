// verbs: continue-take-back
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { bankFixture, type Row } from './bank-fixture.ts'

const app = await startApp()
const { seller } = bankFixture(app)
const today = '22/11/2026'

/** A statement of one line that pays an invoice by itself, and one that waits. */
async function imported() {
  const made = await seller()
  const invoice = await made.issue(10_000)
  const rows: Row[] = [
    [today, `PayNow ${invoice.number}`, '109.00'],
    [today, 'WHO IS THIS', '12.00'],
  ]
  const done = await made.importRows(rows)
  const takeBack = async (id = done.id) => {
    const answer = await made.owner.post(`/bank-imports/${id}/take-back`)
    await app.settle()
    return answer
  }
  const importOf = async (id = done.id) => (await made.owner.get(`/bank-imports/${id}`)).body
  const lineOf = async (text: string) =>
    (await made.transactions()).find((line: { description: string }) => line.description.startsWith(text))
  return { ...made, invoice, rows, done, takeBack, importOf, lineOf }
}

test('an import is taken back as a whole: its matches are undone, its lines go, and the file comes in again', async () => {
  const { owner, invoice, rows, done, takeBack, importOf, transactions, importRows } = await imported()
  const asked = await takeBack()
  assert.deepEqual([asked.status, asked.body.status], [200, 'taking_back'])
  const { status, taken_back_by } = await importOf()
  assert.deepEqual([status, taken_back_by], ['taken_back', asked.body.taken_back_by])
  assert.deepEqual(await transactions(), [])
  assert.equal((await owner.get(`/invoices/${invoice.id}`)).body.amount_due_cents, 10_900)
  const [payment] = (await owner.get('/payments')).body.data
  assert.equal(payment.reverse_reason, 'Its bank statement was taken back')
  const { data: events } = (await owner.get('/events?limit=100')).body
  const told = (name: string) => events.find((event: { name: string }) => event.name === name)
  assert.equal(told('bank_import.taken_back').actor_name, asked.body.taken_back_by)
  assert.equal(told('bank_transaction.match_undone').actor_name, asked.body.taken_back_by)

  const again = await importRows(rows)
  assert.notEqual(again.id, done.id)
  assert.deepEqual([again.new_count, again.matched_count], [2, 1])
})

test('what a person matched stands in the way and is named, until that is undone', async () => {
  const { owner, customer, takeBack, importOf, lineOf } = await imported()
  const { id } = await lineOf('WHO')
  await owner.post(`/bank-transactions/${id}/allocate`, { customer_id: customer.id, allocations: [] })
  const { matched_by } = await lineOf('WHO')
  const refused = await takeBack()
  assert.deepEqual([refused.status, refused.body.code], [409, 'bank.import_in_use'])
  assert.equal(refused.body.detail, `Line 3 of 12.00 was matched by ${matched_by}. Undo those matches first.`)
  assert.equal((await lineOf('PayNow')).status, 'matched', 'nothing was undone')
  await owner.post(`/bank-transactions/${id}/undo-match`, { reason: 'A mistake' })
  assert.equal((await takeBack()).status, 200)
  assert.equal((await importOf()).status, 'taken_back')
})

test('money that was refunded did come in: its import stays', async () => {
  const { owner, takeBack, lineOf } = await imported()
  const { payment_id } = await lineOf('PayNow')
  const { allocations } = (await owner.get(`/payments/${payment_id}`)).body
  await owner.delete(`/payments/${payment_id}/allocations/${allocations[0].id}`)
  const refund = { amount_cents: 900, reason: 'Too much', method: 'cash' }
  const refunded = await owner.post(`/payments/${payment_id}/refunds`, refund, { key: crypto.randomUUID() })
  assert.ok(refunded.status < 300, refunded.text)
  const { body } = await takeBack()
  assert.equal(body.detail, 'Line 2 of 109.00 was refunded in part. What was refunded did come in: keep this import.')
})

test('a line that another statement brought as well comes back with that one', async () => {
  const { rows, takeBack, importRows, importOf, transactions, lineOf } = await imported()
  const other = await importRows([...rows, [today, 'NEW', '1.00']])
  assert.deepEqual([other.new_count, other.known_count], [1, 2])
  await takeBack()
  assert.equal((await transactions()).length, 3)
  const { status, new_count, known_count } = await importOf(other.id)
  assert.deepEqual([status, new_count, known_count], ['completed', 3, 0])
  assert.equal((await lineOf('PayNow')).bank_import_id, other.id)
})

test('an import is taken back once, and while it is nobody matches its lines', async () => {
  const { owner, customer, done, takeBack, lineOf } = await imported()
  const { id } = await lineOf('WHO')
  const asked = await owner.post(`/bank-imports/${done.id}/take-back`)
  assert.equal(asked.status, 200)
  const match = await owner.post(`/bank-transactions/${id}/allocate`, { customer_id: customer.id, allocations: [] })
  // The worker may be through with it by now: then the line is gone.
  const refusal = match.status === 404 ? 'request.not_found' : 'bank.import_taken_back'
  assert.equal(match.body.code, refusal, match.text)
  await app.settle()
  const again = await takeBack()
  assert.deepEqual([again.status, again.body.code], [409, 'bank.import_taken_back'])
})

test('of who matches a line and who takes its import back at once, one is told of the other', async () => {
  const { owner, customer, done, lineOf } = await imported()
  const { id } = await lineOf('WHO')
  const answers = await Promise.all([
    owner.post(`/bank-imports/${done.id}/take-back`),
    owner.post(`/bank-transactions/${id}/allocate`, { customer_id: customer.id, allocations: [] }),
  ])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409])
  await app.settle()
})

test('an import that is still read is not taken back', async () => {
  // Without a worker so far, which might be through with it by the time that it is asked for.
  const still = await startApp()
  const { owner, fileOf, sendFile } = await bankFixture(still).seller()
  const { body } = await sendFile(fileOf([[today, 'X', '1.00']]))
  const refused = await owner.post(`/bank-imports/${body.id}/take-back`)
  assert.deepEqual([refused.status, refused.body.code], [409, 'bank.import_under_way'])
  await still.settle()
})
