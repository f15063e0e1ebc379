import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkGstRegNo, checkGstRegistration, checkUen, isNric, slugOf, syntheticUen } from './rules.ts'

const isUen = (text: string) => 'value' in checkUen(text, 2026)

test('accepts synthetic UENs of all three kinds, typed with spaces, hyphens and small letters', () => {
  for (const uen of ['201899901E', '201999902Z', '202099903D', '202299904C', '202499905Z', '190000001E'])
    assert.ok(isUen(uen), uen)
  assert.deepEqual(checkUen(' 2018-99901 e', 2026), { value: '201899901E' })
})

test('makes UENs for demo and tests that are accepted like real ones', () => {
  for (const year of [1970, 2005, 2026]) assert.ok(isUen(syntheticUen(year, 90_000 + year)), String(year))
})

test('exactly one of the 26 letters fits each UEN body', () => {
  const body = fc.oneof(
    fc.integer({ min: 10_000_000, max: 99_999_999 }).map(String),
    fc
      .tuple(fc.integer({ min: 1900, max: 2026 }), fc.integer({ min: 10_000, max: 99_999 }))
      .map(([y, n]) => `${y}${n}`),
    fc
      .tuple(fc.constantFrom('LL', 'SS', 'GB', 'FC'), fc.integer({ min: 1000, max: 9999 }))
      .map(([k, n]) => `T19${k}${n}`),
  )
  fc.assert(
    fc.property(body, (text) => [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letter) => isUen(text + letter)).length <= 1),
  )
})

test('refuses a UEN from a year that has not come, an NRIC, and rubbish, each with its own reason', () => {
  const reason = (text: string) => (checkUen(text, 2026) as { refusal: string }).refusal
  assert.match(reason('S1234567D'), /NRIC/)
  assert.match(reason('201899901A'), /check letter/)
  assert.match(reason('209912345Z'), /has not come/)
  assert.match(reason('kopi'), /like 202499905Z/)
})

test('agrees with the published vectors, where they are at hand', (t) => {
  const file = '../shared/domain/vectors/uen-vectors.json'
  if (!existsSync(file)) return t.skip('the vectors are not part of this repository')
  const { valid, invalid } = JSON.parse(readFileSync(file, 'utf8')) as Record<
    string,
    { uen: string; reason?: string }[]
  >
  for (const { uen } of valid!) assert.ok(isUen(uen), uen)
  for (const { uen, reason } of invalid!) assert.ok(!isUen(uen), `${uen}: ${reason}`)
})

test('knows NRIC and FIN by their letter', () => {
  for (const nric of ['S1234567D', 'T1234567J', 'F1234567N', 'G1234567X', 'M1234567K']) assert.ok(isNric(nric), nric)
  for (const not of ['S1234567A', 'S123456D', '1234567D', 'A1234567D']) assert.ok(!isNric(not), not)
})

test('knows the forms of GST numbers, doubts rare ones, and refuses others', () => {
  for (const number of ['201899901E', 'M90312345A', 'MR85004322', 'M2-1234567-K'])
    assert.deepEqual(Object.keys(checkGstRegNo(number, 2026)), ['value'], number)
  for (const number of ['201899901A', '12345678X', 'X12345678X', 'XY12345678'])
    assert.ok('warning' in checkGstRegNo(number, 2026), number)
  for (const number of ['kopi', '12345', 'M123', '2018999012E', 'MR8500432'])
    assert.ok('refusal' in checkGstRegNo(number, 2026), number)
  assert.match((checkGstRegNo('S1234567D', 2026) as { refusal: string }).refusal, /NRIC/)
})

test('accepts a kind of entity that it does not know when the check letter is right, with a doubt', () => {
  const known = withLetter('T09LL0001')
  const unknown = checkUen(withLetter('T26AB0001'), 2026)
  assert.deepEqual(checkUen(known, 2026), { value: known })
  assert.ok('warning' in unknown)
  assert.match(unknown.warning, /“AB”/)
})

const withLetter = (body: string) => [...'ABCDEFGHJKLMNPQRSTUVWX'].map((letter) => body + letter).find(isUen)!

test('registered means a number and a day, not registered means neither', () => {
  const pointers = (input: Parameters<typeof checkGstRegistration>[0]) =>
    checkGstRegistration(input, 2026).map(({ pointer }) => pointer)
  assert.deepEqual(pointers({ is_gst_registered: true }), ['/gst_reg_no', '/gst_registered_from'])
  assert.deepEqual(pointers({ is_gst_registered: false, gst_reg_no: 'M90312345A' }), ['/gst_reg_no'])
  assert.deepEqual(pointers({ is_gst_registered: false }), [])
})

test('makes a short name for links out of any name', () => {
  assert.equal(slugOf('Merlion Cloud Pte. Ltd.'), 'merlion-cloud')
  assert.equal(slugOf('福华茶庄'), 'organization')
  assert.equal(slugOf('Café  &  Söhne LLP'), 'cafe-sohne')
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slugOf(name))))
})
