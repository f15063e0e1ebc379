import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { markBankFiles, owedInput, readBankFiles } from '#test/bank-files.ts'
import type { Incoming } from './explain-transaction.ts'
import { findReferences } from './find-references.ts'
import { indexInvoices, type NumberedInvoice } from './invoice-index.ts'
import { type MatchInput, matchTransactions } from './match-transactions.ts'
import { sumsTo } from './sum-of-invoices.ts'

test('the shipped bank files: at least 95 % of what can be matched is, and nothing is matched wrongly', () => {
  const marked = markBankFiles()
  const count = (verdict: string) => marked.filter((row) => row.verdict === verdict).length
  const wrong = marked.filter(({ verdict }) => verdict === 'wrong')
  assert.ok(marked.length >= 240, `${marked.length} rows`)
  assert.deepEqual(
    wrong.map(({ file, expected, money }) => [file, expected.disguise, money.description]),
    [],
  )
  assert.ok(
    count('right') >= 0.95 * (count('right') + count('missed')),
    `${count('right')} right, ${count('missed')} missed`,
  )
})

test('no invoice is paid twice or more than is due on it, in whatever order the money comes', () => {
  const money = readBankFiles().map(({ money: one }) => one)
  const input = owedInput(money)
  const due = new Map(input.invoices.map(({ id, amount_due_cents }) => [id, amount_due_cents]))
  fc.assert(
    fc.property(fc.shuffledSubarray(money), (transactions) => {
      const taken = new Map<string, number>()
      for (const { standing, suggestions } of matchTransactions({ ...input, transactions }))
        for (const { invoice_id, amount_cents } of standing === 'certain' ? suggestions[0]!.allocations : [])
          taken.set(invoice_id, (taken.get(invoice_id) ?? 0) + amount_cents)
      for (const [id, cents] of taken) assert.ok(cents <= due.get(id)!, id)
    }),
    { numRuns: 10 },
  )
})

const owed = (
  number: string,
  amount_due_cents: number,
  customer_id = 'kopi',
  issue_date = '2026-10-01',
): NumberedInvoice => ({
  id: number,
  number,
  customer_id,
  amount_due_cents,
  issue_date,
})
const payers: MatchInput['payers'] = [
  { customer_id: 'kopi', name: 'Kopi Kaki Pte. Ltd.', uen: '201912345K', payer_names: ['TAN MEI'], payer_accounts: [] },
  { customer_id: 'seng', name: 'Seng Heng Engineering Pte Ltd', uen: null, payer_names: [], payer_accounts: ['372-1'] },
]
const money = (more: Partial<Incoming>): Incoming => ({
  id: '1',
  transaction_date: '2026-11-03',
  amount_cents: 109_000,
  description: '',
  reference: null,
  payer_name: null,
  payer_account: null,
  is_doubtful: false,
  ...more,
})
const match = (transactions: Partial<Incoming>[], invoices: NumberedInvoice[]) =>
  matchTransactions({ transactions: transactions.map(money), invoices, payers })

test('says with every match why: the reference, the amount, the payer', () => {
  const invoices = [owed('INV-2026-00012', 109_000), owed('INV-2026-00013', 54_500, 'seng')]
  const [named] = match([{ description: 'PayNow inv 2026 12', payer_name: 'KOPI KAKI P/L' }], invoices)
  assert.deepEqual(named, {
    transaction_id: '1',
    standing: 'certain',
    suggestions: [
      {
        customer_id: 'kopi',
        allocations: [{ invoice_id: 'INV-2026-00012', amount_cents: 109_000 }],
        fee_cents: 0,
        score: 100,
        reasons: [
          { code: 'reference', detail: 'The text names INV-2026-00012' },
          { code: 'exact_amount', detail: 'Just 1090.00 is due' },
          { code: 'payer_name', detail: 'The payer has their name' },
        ],
      },
    ],
    notes: [],
  })
  const codes = (given: Partial<Incoming>) =>
    match([given], invoices)[0]!.suggestions[0]?.reasons.map(({ code }) => code)
  assert.deepEqual(codes({ payer_account: '3721', amount_cents: 54_500 }), ['exact_amount', 'payer_account'])
  assert.deepEqual(codes({ payer_name: 'Tan Mei' }), ['exact_amount', 'payer_history'])
  assert.deepEqual(codes({ description: 'BIZ 201912345K' }), ['exact_amount', 'payer_uen'])
  assert.deepEqual(codes({ description: 'INV-2026-00012 TT CHGS', amount_cents: 108_000 }), ['reference', 'less_fee'])
})

test('takes a bank’s charge off, and leaves an over-payment as what it is', () => {
  const invoices = () => [owed('INV-2026-00012', 109_000)]
  const [fee] = match([{ description: 'INV-2026-00012 TT CHGS', amount_cents: 107_000 }], invoices())
  assert.deepEqual([fee!.standing, fee!.suggestions[0]!.fee_cents], ['certain', 2_000])
  assert.equal(fee!.suggestions[0]!.allocations[0]!.amount_cents, 109_000)
  const [over] = match([{ description: 'INV-2026-00012', payer_name: 'Kopi Kaki', amount_cents: 120_000 }], invoices())
  assert.deepEqual([over!.standing, over!.suggestions[0]!.allocations[0]!.amount_cents], ['certain', 109_000])
})

test('does not book money that is far more than is due, whatever number it names', () => {
  const invoices = [owed('INV-2026-00012', 109_000)]
  const [typo] = match(
    [{ description: 'INV-2026-00012', payer_name: 'Kopi Kaki', amount_cents: 109_000_000 }],
    invoices,
  )
  assert.equal(typo!.standing, 'suggested')
  assert.ok(typo!.suggestions[0]!.reasons.some(({ code }) => code === 'doubtful_amount'))
})

test('notices money that is sent twice, also when the first came with an earlier statement', () => {
  const twice = [
    { description: 'FAST', payer_name: 'KOPI KAKI' },
    { id: '2', description: 'FAST', payer_name: 'KOPI KAKI', transaction_date: '2026-11-05' },
  ]
  const invoices = [owed('INV-2026-00012', 109_000)]
  assert.deepEqual(
    match(twice, invoices).map(({ standing }) => standing),
    ['certain', 'none'],
  )
  const recent = [money(twice[0]!)]
  const [second] = matchTransactions({ transactions: [money(twice[1]!)], invoices, payers, recent })
  assert.equal(second!.standing, 'suggested')
  assert.deepEqual(
    second!.notes.map(({ code }) => code),
    ['duplicate'],
  )
})

test('reads numbers as they are typed, and none where there is none', () => {
  const index = indexInvoices(
    ['00012', '00013', '00014', '00015', '00120'].map((sequence, i) =>
      owed(`INV-2026-${sequence}`, 1, 'x', `2026-0${i + 1}-01`),
    ),
  )
  const read = (text: string) =>
    findReferences(text, index).map(
      ({ kind, invoices }) => `${kind} ${invoices.map(({ number }) => Number(number.slice(9))).join('|')}`,
    )
  const cases: [string, string[]][] = [
    ['INV-2026-00012', ['full 12']],
    ['lnv-2026-00012', ['full 12']],
    ['inv 2026 12 and 13', ['full 12', 'full 13']],
    ['INV-2026-00012 to 00015', ['full 12', 'full 13', 'full 14', 'full 15']],
    ['INV-2026-00012/13/14', ['full 12', 'full 13', 'full 14']],
    ['INV-20 26-00012', ['full 12']],
    ['inv 26/00012', ['full 12']],
    ['INV-2026-0012', ['partial 12|120']],
    ['INVOICE 12', ['partial 12']],
    ['INV 00012', ['short 12']],
    ['INV-2026-00012 03/11/2026', ['full 12']],
    ['INV-2026-00999', ['full ']],
    ['20261103000120', []],
    ['CALL 91234567', []],
    ['INVESTMENT 12', []],
  ]
  for (const [text, expected] of cases) assert.deepEqual(read(text), expected, text)
})

test('finds which invoices add up, both ways where there are two, and gives up in time', () => {
  assert.deepEqual(sumsTo([100, 250, 300], 400).found, [[2, 0]])
  assert.equal(sumsTo([50, 30, 20, 25, 25], 50).found.length, 2)
  assert.deepEqual(sumsTo([100, 200], 301), { found: [], is_complete: true })
  const many = Array.from({ length: 24 }, (_, i) => 1_000_003 + i * 7)
  const began = performance.now()
  assert.equal(sumsTo(many, 5_000_001).is_complete, false)
  assert.ok(performance.now() - began < 200)
})
