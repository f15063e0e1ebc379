import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blankFields, toE164, toInput } from './customer-fields.ts'

test('reads phone numbers as people write them', () => {
  assert.equal(toE164('9123 4567'), '+6591234567')
  assert.equal(toE164('+65 6123-4567'), '+6561234567')
  assert.equal(toE164('+44 (20) 7946 0958'), '+442079460958')
  assert.equal(toE164('12345'), undefined)
  assert.equal(toE164('call me'), undefined)
})

test('sends null for what was left empty, and no UEN for a person', () => {
  const input = toInput({ ...blankFields, name: ' Tan Ah Kow ', kind: 'individual', uen: '201912345K' })
  assert.equal(input.name, 'Tan Ah Kow')
  assert.equal(input.uen, null)
  assert.equal(input.email, null)
  assert.equal(input.address, null)
  assert.equal(input.payment_terms_days, 30)
})

test('sends an address only when there is one', () => {
  const address = { line1: '1 Raffles Place', line2: '', postal_code: ' 048616 ', country: 'SG' }
  assert.deepEqual(toInput({ ...blankFields, name: 'A', address }).address, {
    line1: '1 Raffles Place',
    postal_code: '048616',
    country: 'SG',
  })
})
