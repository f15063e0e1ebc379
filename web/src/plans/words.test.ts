import assert from 'node:assert/strict'
import { test } from 'node:test'
import { priceInWords, tierWords } from '#web/plans/words.ts'

const price = {
  model: 'per_seat',
  billing_interval: 'month',
  unit_amount_cents: 2_900,
  package_size: null,
  tiers: null,
  meter_id: null,
} as const
const tiers = [
  { up_to: 10, unit_amount_cents: 500, flat_amount_cents: 0 },
  { up_to: 11, unit_amount_cents: 450, flat_amount_cents: 0 },
  { up_to: null, unit_amount_cents: 400, flat_amount_cents: 0 },
]

test('says a price of each model as a person would', () => {
  assert.equal(priceInWords(price), '$29.00 per seat a month')
  assert.equal(priceInWords({ ...price, meter_id: 'm' }, 'message'), '$29.00 per message a month')
  assert.equal(priceInWords({ ...price, model: 'flat', billing_interval: 'year' }), '$29.00 a year')
  assert.equal(
    priceInWords({ ...price, model: 'package', package_size: 1_000 }, 'call'),
    '$29.00 for every 1,000 calls a month',
  )
  assert.equal(
    priceInWords({ ...price, model: 'volume', unit_amount_cents: null, tiers }),
    'From $4.00 per unit a month, by volume',
  )
})

test('says which units fall into a tier', () => {
  assert.deepEqual(
    tiers.map((_, index) => tierWords(tiers, index)),
    ['1 – 10', '11', '12 and more'],
  )
})
