import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partWords, percentOf, spread } from './rules.ts'

test('property: shares add up to the amount, none is below 0 or more than what remains, and the rest takes all of it', () => {
  let seed = 7
  const random = (most: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % (most + 1)
  const sum = (cents: number[]) => cents.reduce((total, each) => total + each, 0)
  for (let i = 0; i < 5_000; i++) {
    const agreed = Array.from({ length: 1 + random(8) }, () => random(i % 2 ? 20 : 10_000_000))
    let remaining = agreed
    while (sum(remaining) > 0) {
      const whole = sum(remaining)
      const amount = random(3) === 0 ? whole : 1 + random(whole - 1)
      const shares = spread(remaining, amount)
      assert.equal(sum(shares), amount)
      assert.ok(
        shares.every((share, at) => share >= 0 && share <= remaining[at]!),
        JSON.stringify({ remaining, amount, shares }),
      )
      remaining = remaining.map((cents, at) => cents - shares[at]!)
    }
  }
  assert.deepEqual(spread([0, 0], 0), [0, 0])
})

test('a percentage is of the whole, half-up, and a part is called by it or by its milestone', () => {
  assert.equal(percentOf(100_001, 3_333), 33_330)
  assert.equal(percentOf(1, 5_000), 1)
  assert.equal(partWords({ kind: 'deposit', percent_bp: 3_050, label: null }), 'Deposit (30.5%)')
  assert.equal(
    partWords({ kind: 'progress', percent_bp: null, label: 'Design approved' }),
    'Progress payment: Design approved',
  )
})
