// verbs: settle-transaction allocate-transaction undo-match ignore-transaction hold-transaction reopen-transaction set-standing start-matching match-open
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { bankFixture } from './bank-fixture.ts'

const app = await startApp()
const { seller } = bankFixture(app)
const today = '22/11/2026'

/** Money that the matcher can explain in two ways, so that a person must say which. */
async function withSuggestion() {
  const made = await seller()
  const [first, second] = [await made.issue(10_000), await made.issue(10_000)]
  await made.importRows([[today, 'FAST KOPI KAKI PTE LTD', '109.00']])
  const [money] = await made.transactions()
  const ask = (verb: string, body: object = {}) => made.owner.post(`/bank-transactions/${money.id}/${verb}`, body)
  return { ...made, first, second, money, ask }
}

test('what is certain becomes a payment by itself, tied to the line it came from', async () => {
  const { owner, issue, customer, importRows, transactions } = await seller()
  const invoice = await issue(10_000)
  const done = await importRows([[today, `PayNow ${invoice.number} FROM KOPI KAKI`, '109.00']])
  assert.equal(done.matched_count, 1)
  const [money] = await transactions()
  assert.equal(money.status, 'matched')
  assert.deepEqual([money.is_automatic, money.customer_id, money.match_score], [true, customer.id, 100])
  assert.deepEqual(money.allocations, [
    { invoice_id: invoice.id, invoice_number: invoice.number, amount_cents: 10_900 },
  ])
  assert.equal(money.match_reasons[0].code, 'reference')
  const payment = (await owner.get(`/payments/${money.payment_id}`)).body
  assert.deepEqual([payment.method, payment.account, payment.payment_date], ['paynow', 'bank', '2026-11-22'])
  assert.equal((await owner.get(`/invoices/${invoice.id}`)).body.status, 'paid')
  const totals = (await owner.get('/bank-transactions/totals')).body
  assert.deepEqual(
    [totals.matched, totals.open],
    [
      { count: 1, amount_cents: 10_900 },
      { count: 0, amount_cents: 0 },
    ],
  )
})

test('what is not certain waits with its suggestions, and is accepted with one request', async () => {
  const { owner, first, second, money, ask } = await withSuggestion()
  assert.equal(money.status, 'open')
  assert.deepEqual(
    money.suggestions
      .map(({ allocations }: { allocations: { invoice_number: string }[] }) => allocations[0]!.invoice_number)
      .toSorted(),
    [first.number, second.number],
  )
  const [suggestion] = money.suggestions
  const { status, body } = await ask('accept', { suggestion_id: suggestion.id })
  assert.deepEqual([status, body.status, body.is_automatic, body.suggestions], [200, 'matched', false, []])
  assert.equal((await owner.get(`/invoices/${suggestion.allocations[0].invoice_id}`)).body.status, 'paid')
})

test('of two people who accept the same money at once, one is told of the other, and it is booked once', async () => {
  const { owner, ask } = await withSuggestion()
  const answers = await Promise.all([ask('accept'), ask('accept'), ask('accept'), ask('ignore', { note: 'x' })])
  const refused = answers.filter(({ status }) => status === 409)
  assert.ok(refused.every(({ body }) => body.code === 'bank.already_matched'))
  assert.match(refused[0]!.body.detail, /has matched this already/)
  assert.equal((await owner.get('/payments')).body.data.length, 1)
})

test('a suggestion that does not hold any more is gone, and accepting it says so', async () => {
  const { owner, first, second, ask, transactions } = await withSuggestion()
  for (const { id } of [first, second])
    await owner.post(
      '/payments',
      { invoice_id: id, amount_cents: 10_900, method: 'cash' },
      { key: crypto.randomUUID() },
    )
  assert.deepEqual((await transactions())[0].suggestions, [])
  assert.equal((await ask('accept')).body.code, 'bank.suggestion_gone')
})

test('is matched by hand over several invoices, in part, with a charge of the bank, and the rest as credit', async () => {
  const { owner, customer, issue, importRows, transactions } = await seller()
  const [a, b] = [await issue(10_000), await issue(20_000)]
  await importRows([
    [today, 'ONE', '120.00'],
    [today, 'TWO', '197.00'],
    [today, 'THREE', '-5.00'],
  ])
  const rows: { id: string; description: string }[] = await transactions()
  const pathOf = (text: string) =>
    `/bank-transactions/${rows.find(({ description }) => description === text)!.id}/allocate`
  const part = {
    customer_id: customer.id,
    allocations: [
      { invoice_id: a.id, amount_cents: 10_900 },
      { invoice_id: b.id, amount_cents: 1_000 },
    ],
  }
  const one = await owner.post(pathOf('ONE'), part)
  assert.equal(one.status, 200, one.text)
  assert.equal((await owner.get(`/payments/${one.body.payment_id}`)).body.amount_unallocated_cents, 100)

  const rest = { customer_id: customer.id, allocations: [{ invoice_id: b.id, amount_cents: 20_800 }], fee_cents: 1_100 }
  assert.equal((await owner.post(pathOf('TWO'), { ...rest, fee_cents: 0 })).status, 422)
  const two = await owner.post(pathOf('TWO'), rest)
  assert.equal(two.status, 200, two.text)
  const payment = (await owner.get(`/payments/${two.body.payment_id}`)).body
  assert.deepEqual([payment.amount_cents, payment.fee_cents], [20_800, 1_100])
  assert.equal((await owner.get(`/invoices/${b.id}`)).body.status, 'paid')
  assert.equal((await owner.post(pathOf('THREE'), { ...rest, allocations: [] })).body.code, 'bank.went_out')
})

test('every match can be undone: the invoice is open, the money waits, and only people match it from then on', async () => {
  const { owner, issue, importRows, transactions } = await seller()
  const invoice = await issue(10_000)
  await importRows([[today, invoice.number, '109.00']])
  const [money] = await transactions()
  const undo = () => owner.post(`/bank-transactions/${money.id}/undo-match`, { reason: 'Wrong customer' })
  const undone = (await undo()).body
  assert.deepEqual([undone.status, undone.payment_id, undone.customer_id], ['open', null, null])
  assert.equal(undone.suggestions[0].allocations[0].invoice_id, invoice.id)
  assert.equal((await owner.get(`/payments/${money.payment_id}`)).body.reverse_reason, 'Wrong customer')
  assert.equal((await owner.get(`/invoices/${invoice.id}`)).body.status, 'open')
  assert.equal((await undo()).body.code, 'bank.not_matched')

  assert.equal((await owner.post('/bank-transactions/start-matching')).body.open_count, 1)
  await app.settle()
  const [again] = await transactions()
  assert.deepEqual([again.status, again.suggestions.length], ['open', 1])
  const accepted = (await owner.post(`/bank-transactions/${money.id}/accept`)).body
  assert.equal(accepted.status, 'matched')
})

test('money whose payment is reversed elsewhere waits again', async () => {
  const { owner, issue, importRows, transactions } = await seller()
  const invoice = await issue(10_000)
  await importRows([[today, invoice.number, '109.00']])
  const [{ payment_id }] = await transactions()
  assert.equal((await owner.post(`/payments/${payment_id}/reverse`, { reason: 'Bounced' })).status, 200)
  await app.settle()
  assert.equal((await transactions())[0].status, 'open')
})

test('is set aside with a note, or held until a day from which on it waits by itself', async () => {
  const { owner, ask, transactions } = await withSuggestion()
  assert.equal((await ask('ignore', { note: 'Grant' })).body.note, 'Grant')
  assert.equal((await transactions('&status=open')).length, 0)
  assert.equal((await ask('reopen')).body.note, null)
  assert.equal((await ask('hold', { held_until: '2026-11-22' })).body.errors[0].pointer, '/held_until')
  assert.equal((await ask('hold', { held_until: '2026-11-24', note: 'Asked' })).body.status, 'on_hold')
  assert.equal((await transactions('&status=on_hold')).length, 1)
  app.travelTo('2026-11-23T16:30:00Z')
  assert.equal((await transactions('&status=open&direction=in&q=kopi+fast'))[0].status, 'open')
  assert.equal((await owner.get('/bank-transactions/totals')).body.open.count, 1)
  app.travelTo('2026-11-22T04:00:00Z')
})

test('nobody sees or touches the money of another organisation, and a viewer changes nothing', async () => {
  const { owner, money, ask } = await withSuggestion()
  const other = await app.signUp()
  const viewer = await app.signUp('viewer', owner)
  for (const [verb, body] of [
    ['accept', {}],
    ['ignore', { note: 'x' }],
    ['undo-match', { reason: 'x' }],
  ] as const) {
    assert.equal((await other.post(`/bank-transactions/${money.id}/${verb}`, body)).status, 404)
    assert.equal((await viewer.post(`/bank-transactions/${money.id}/${verb}`, body)).status, 403)
  }
  assert.deepEqual((await other.get('/bank-transactions')).body.data, [])
  assert.equal((await other.get(`/bank-transactions/${money.id}`)).status, 404)
  assert.equal((await ask('accept', { suggestion_id: crypto.randomUUID() })).status, 409)
})

test('what a bank kept is a fee: the invoice is paid in whole, and nothing is left over', async () => {
  const { owner, issue, importRows, transactions } = await seller()
  const invoice = await issue(10_000)
  await importRows([[today, `TT CHGS ${invoice.number}`, '99.00']])
  const [money] = await transactions()
  assert.deepEqual([money.status, money.is_automatic], ['matched', true])
  const payment = (await owner.get(`/payments/${money.payment_id}`)).body
  assert.deepEqual([payment.amount_cents, payment.fee_cents, payment.amount_unallocated_cents], [10_900, 1_000, 0])
  assert.equal((await owner.get(`/invoices/${invoice.id}`)).body.status, 'paid')
})

test('what is matched is neither matched again nor set aside, and says who did it', async () => {
  const { owner, customer, ask, money } = await withSuggestion()
  assert.equal((await ask('accept')).status, 200)
  const payments = async () => (await owner.get('/payments')).body.data.length
  for (const [verb, body] of [
    ['accept', {}],
    ['allocate', { customer_id: customer.id, allocations: [] }],
    ['ignore', { note: 'x' }],
    ['hold', { held_until: '2026-12-24' }],
    ['reopen', {}],
  ] as const) {
    const refused = await ask(verb, body)
    assert.deepEqual([verb, refused.status, refused.body.code], [verb, 409, 'bank.already_matched'])
  }
  assert.equal(await payments(), 1)
  const { body } = await owner.get(`/bank-transactions/${money.id}`)
  assert.deepEqual([body.status, body.note, body.held_until], ['matched', null, null])
})

test('the payment has the day of the bank; money of a day to come waits, with what it seems to be for', async () => {
  const { owner, issue, importRows, transactions } = await seller()
  const [a, b] = [await issue(10_000), await issue(20_000)]
  await importRows([
    ['21/11/2026', a.number, '109.00'],
    ['21/11/2062', b.number, '218.00'],
  ])
  const [typo, paid] = await transactions()
  assert.deepEqual([typo.status, typo.suggestions.length], ['open', 1])
  const refused = await owner.post(`/bank-transactions/${typo.id}/accept`)
  assert.deepEqual([refused.status, refused.body.errors[0].pointer], [422, '/payment_date'])
  assert.equal((await owner.get(`/payments/${paid.payment_id}`)).body.payment_date, '2026-11-21')
})

test('money that came twice in two statements waits, and says that it came before', async () => {
  const { issue, importRows, transactions } = await seller()
  await issue(10_000)
  await issue(10_000)
  const [row] = [[today, 'FAST KOPI KAKI PTE LTD INV', '109.00']] as const
  await importRows([[row[0], `${row[1]} 1`, row[2]]])
  const first = (await transactions())[0]
  assert.equal(first.status, 'matched', JSON.stringify(first))
  await importRows([[row[0], `${row[1]} 1`, row[2]], [...row.slice(0, 1), `${row[1]} 1`, row[2]] as never])
  const second = (await transactions('&status=open'))[0]
  const codes = second.suggestions.flatMap(({ reasons }: { reasons: { code: string }[] }) => reasons.map((r) => r.code))
  assert.ok(codes.includes('duplicate'), JSON.stringify(codes))
  assert.ok(second.doubts.some(({ code }: { code: string }) => code === 'duplicate'))
})

test('an invoice that is issued later takes the money that waited for it, once for however many are issued', async () => {
  const { owner, issue, importRows, transactions } = await seller()
  await importRows([[today, 'FAST KOPI KAKI PTE LTD', '109.00']])
  assert.deepEqual((await transactions())[0].suggestions, [])
  const before = (await owner.events()).length
  await issue(20_000)
  await app.settle()
  assert.equal((await transactions())[0].status, 'open')
  assert.ok(!(await owner.events()).slice(before).some(({ name }) => name.startsWith('bank_matching')))
  const invoice = await issue(10_000)
  await app.settle()
  const [matched] = await transactions()
  assert.deepEqual([matched.status, matched.is_automatic], ['matched', true])
  assert.equal(matched.allocations[0].invoice_id, invoice.id)
})

test('what was held until a day that has come is matched like all that waits', async () => {
  const { owner, issue, importRows, transactions, account } = await seller()
  await importRows([[today, 'FAST KOPI KAKI PTE LTD', '109.00']])
  const [money] = await transactions()
  await owner.post(`/bank-transactions/${money.id}/hold`, { held_until: '2026-11-24' })
  const openOn = async () => (await owner.get(`/bank-accounts/${account.id}`)).body.open_count
  const invoice = await issue(10_000)
  await app.settle()
  assert.deepEqual([(await transactions())[0].status, await openOn()], ['on_hold', 0])
  app.travelTo('2026-11-24T01:00:00Z')
  assert.equal(await openOn(), 1)
  await owner.post('/bank-transactions/start-matching')
  await app.settle()
  app.travelTo('2026-11-22T04:00:00Z')
  const [matched] = await transactions()
  assert.deepEqual([matched.status, matched.allocations[0]?.invoice_number], ['matched', invoice.number])
})

test('a name that a person matched once is known from then on', async () => {
  const { owner, customer, issue, importFile, fileFrom, transactions } = await seller()
  const [a, b] = [await issue(10_000), await issue(20_000)]
  const file = (amount: string) => fileFrom(`Date,Description,Payer,Amount\n22/11/2026,PAYNOW,TAN MEI LING,${amount}\n`)
  await importFile(file('109.00'))
  const [first] = await transactions()
  assert.deepEqual([first.status, first.suggestions], ['open', []])
  const allocations = [{ invoice_id: a.id, amount_cents: 10_900 }]
  await owner.post(`/bank-transactions/${first.id}/allocate`, { customer_id: customer.id, allocations })
  await importFile(file('218.00'))
  const matched = (await transactions('&status=matched')).find(
    ({ amount_cents }: { amount_cents: number }) => amount_cents === 21_800,
  )
  assert.equal(matched.allocations[0].invoice_id, b.id)
  assert.equal(matched.match_reasons.at(-1).code, 'payer_history')
})
