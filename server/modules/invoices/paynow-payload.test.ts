import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { checksum, parse } from 'promptparse'
import { type PayNow, paynowPayload } from './paynow-payload.ts'

const kaki = { uen: '201899901E', merchant_name: 'Kopi Kaki Pte. Ltd.' }
const invoice = { ...kaki, amount_cents: 12_345, reference: 'INV-2026-000123', expiry_date: '2027-12-31' }

const read = (payload: string) => {
  const code = parse(payload, true, true)
  assert.ok(code, `not a valid code: ${payload}`)
  return (tag: string, inner?: string) => code.getTagValue(tag, inner)
}

test('writes the fields of an invoice in the order banks expect', () => {
  const expected =
    '000201010212' +
    '26490009SG.PAYNOW010120210201899901E0301004082027' +
    '1231520400005303702' +
    '5406123.45' +
    '5802SG5919KOPI KAKI PTE. LTD.6009Singapore62190115INV-2026-0001236304'
  const payload = paynowPayload(invoice)

  assert.equal(payload.slice(0, -4), expected)
  assert.equal(payload.slice(-4), checksum(expected, true))
})

const amounts = [
  [1, '0.01'],
  [10, '0.10'],
  [199, '1.99'],
  [100_000, '1000.00'],
  [999_999_999_999, '9999999999.99'],
] as const
for (const [amount_cents, written] of amounts)
  test(`writes ${amount_cents} cents as ${written}`, () => {
    assert.equal(read(paynowPayload({ ...invoice, amount_cents }))('54'), written)
  })

test('leaves out an amount of nothing and makes the code reusable and open', () => {
  for (const amount_cents of [undefined, 0]) {
    const tag = read(paynowPayload({ ...kaki, amount_cents }))
    assert.deepEqual(
      [tag('01'), tag('54'), tag('26', '03'), tag('26', '04'), tag('62')],
      ['11', undefined, '1', undefined, undefined],
    )
  }
})

test('locks the amount of an invoice unless told that it may be changed', () => {
  assert.equal(read(paynowPayload(invoice))('26', '03'), '0')
  assert.equal(read(paynowPayload({ ...invoice, amount_editable: true }))('26', '03'), '1')
})

const names = [
  ['Café Zoë & Søn', 'CAFE ZOE & SON'],
  ['Straße “Łódź” – Æon', 'STRASSE "LODZ" - AEON'],
  ['Kopi 咖啡 Pte Ltd', 'KOPI PTE LTD'],
  ['陈氏企业', 'NA'],
  ['Twenty-Four Characters X Pte. Ltd.', 'TWENTY-FOUR CHARACTERS X'],
  ['  line\nbreak\tand   spaces ', 'LINE BREAK AND SPACES'],
] as const
for (const [name, written] of names)
  test(`writes the merchant ${JSON.stringify(name)} as ${written}`, () => {
    assert.equal(read(paynowPayload({ ...invoice, merchant_name: name }))('59'), written)
  })

const refused: [string, Partial<PayNow>, RegExp][] = [
  ['a UEN that is too long', { uen: '201899901E1234567' }, /the UEN "201899901E1234567"/],
  ['a UEN that is too short', { uen: '2018' }, /the UEN "2018"/],
  ['a UEN in small letters', { uen: '201899901e' }, /the UEN/],
  ['a reference of 26 characters', { reference: 'X'.repeat(26) }, /the reference "X{26}"/],
  ['a reference outside ASCII', { reference: '发票-1' }, /the reference/],
  ['an expiry that is not a day', { expiry_date: '31 Dec 2027' }, /the expiry date/],
  ['a negative amount', { amount_cents: -1 }, /-1 cents/],
  ['half a cent', { amount_cents: 0.5 }, /0\.5 cents/],
  ['more than thirteen characters of money', { amount_cents: 1_000_000_000_000 }, /1000000000000 cents/],
]
for (const [what, change, message] of refused)
  test(`refuses ${what}`, () => {
    assert.throws(() => paynowPayload({ ...invoice, ...change }), message)
  })

test('an independent reader gets back whatever was written', () => {
  const ascii = (size: object) => fc.string({ unit: 'grapheme-ascii', ...size })
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  const codes = fc.record({
    uen: fc.stringMatching(/^(20[0-2]\d{6}[A-Z]|T\d\d[A-Z]{2}\d{4}[A-Z])$/),
    amount_cents: fc.integer({ min: 1, max: 999_999_999_999 }),
    reference: ascii({ minLength: 1, maxLength: 25 }),
    merchant_name: fc.string({ unit: 'grapheme', maxLength: 60 }),
    expiry_date: day.map((date) => date.toISOString().slice(0, 10)),
    amount_editable: fc.boolean(),
  })
  fc.assert(
    fc.property(codes, (code) => {
      const payload = paynowPayload(code)
      const tag = read(payload)
      assert.match(payload, /^[\x20-\x7e]+$/)
      assert.equal(tag('26', '02'), code.uen)
      assert.equal(tag('26', '03'), code.amount_editable ? '1' : '0')
      assert.equal(tag('26', '04'), code.expiry_date.replaceAll('-', ''))
      assert.equal(BigInt(tag('54')!.replace('.', '')), BigInt(code.amount_cents))
      assert.equal(tag('62', '01'), code.reference)
      assert.match(tag('59')!, /^[\x20-\x7e]{1,25}$/)
    }),
    { numRuns: 500 },
  )
})

type Vectors = { valid: { payload: string }[] }
const vectorFile = '../shared/domain/vectors/paynow-vectors.json'
const vectors = existsSync(vectorFile) ? (JSON.parse(readFileSync(vectorFile, 'utf8')) as Vectors) : undefined
test('agrees byte for byte with published codes', { skip: !vectors && 'no vectors beside this checkout' }, () => {
  for (const { payload } of vectors?.valid ?? []) {
    const tag = read(payload)
    const day = tag('26', '04')
    const again = paynowPayload({
      uen: tag('26', '02')!,
      amount_cents: Number((tag('54') ?? '').replace('.', '')),
      reference: tag('62', '01'),
      merchant_name: tag('59')!,
      expiry_date: day && `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
      amount_editable: tag('26', '03') === '1',
    })
    assert.equal(again, payload)
  }
})
