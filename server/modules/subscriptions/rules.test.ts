import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterCoupon, periodStart, positionIn, prorate, shareOf } from './rules.ts'

const intervals = [1, 3, 12]
const daysOf = (from: string, count: number) => {
  const first = Temporal.PlainDate.from(from)
  return Array.from({ length: count }, (_, i) => first.add({ days: i }).toString())
}
/** Numbers that look random and are the same in each run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state
  }
}

test('over ten years from every day of four, by month, quarter and year, periods neither overlap nor leave a gap, and keep their day', () => {
  for (const anchor of daysOf('2024-01-01', 4 * 365 + 1))
    for (const months of intervals) {
      const anchor_day = Temporal.PlainDate.from(anchor).day
      let from = Temporal.PlainDate.from(anchor)
      for (let index = 1; index * months <= 120; index++) {
        // The period before ends on this day too: there is one sequence of days, so it only has to rise and not drift.
        const to = Temporal.PlainDate.from(periodStart(anchor, months, index))
        if (Temporal.PlainDate.compare(from, to) >= 0) assert.fail(`${anchor}: ${String(from)} to ${String(to)}`)
        if (to.day !== Math.min(anchor_day, to.daysInMonth))
          assert.fail(`${anchor}, period ${index} of ${months} begins on ${String(to)}`)
        from = to
      }
    }
})

test('31 January is followed by 28 February and 31 March; 29 February comes back in leap years', () => {
  assert.deepEqual(
    [1, 2, 3].map((n) => periodStart('2026-01-31', 1, n)),
    ['2026-02-28', '2026-03-31', '2026-04-30'],
  )
  assert.deepEqual(
    [1, 2, 3, 4].map((n) => periodStart('2024-02-29', 12, n)),
    ['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'],
  )
})

test('the parts of an amount add up to it, however it is cut', () => {
  const random = numbers(7)
  const next = (below: number) => random.next().value! % below
  for (let round = 0; round < 5_000; round++) {
    const length = 1 + next(366)
    const amount = next(2_000_000_000)
    const cuts = [0, ...Array.from({ length: next(6) }, () => next(length + 1)).toSorted((a, b) => a - b), length]
    const parts = cuts.slice(1).map((to, i) => shareOf(amount, cuts[i]!, to, length))
    assert.equal(
      parts.reduce((sum, part) => sum + part, 0),
      amount,
    )
    assert.ok(parts.every((part) => part >= 0))
  }
})

test('credits and charges of any sequence of changes come to price times time, to the cent', () => {
  const random = numbers(11)
  const next = (below: number) => random.next().value! % below
  for (let round = 0; round < 2_000; round++) {
    const length = 1 + next(366)
    let price = next(1_000_000)
    let paid = price
    let fair = 0
    let since = 0
    for (let changes = next(8), day = 0; changes > 0; changes--) {
      day += next(length - day + 1)
      const to = next(1_000_000)
      const { credit_cents, charge_cents } = prorate(price, to, { used: day, length }, false)
      paid += charge_cents - credit_cents
      fair += shareOf(price, since, day, length)
      ;[price, since] = [to, day]
    }
    fair += shareOf(price, since, length, length)
    assert.equal(paid, fair)
  }
})

test('a new period charges the full price and credits what was left of the old one', () => {
  assert.deepEqual(prorate(3_000, 9_000, { used: 10, length: 30 }, true), {
    used: 10,
    length: 30,
    credit_cents: 2_000,
    charge_cents: 9_000,
  })
})

test('a period goes by days of the calendar of the organisation, or by its seconds', () => {
  const period = { from_date: '2026-03-01', to_date: '2026-04-01' }
  const now = Temporal.Instant.from('2026-03-17T16:00:00Z')
  assert.deepEqual(positionIn(period, now, 'Asia/Singapore', 'day'), { used: 17, length: 31 })
  assert.deepEqual(positionIn(period, now, 'UTC', 'day'), { used: 16, length: 31 })
  assert.deepEqual(positionIn(period, now, 'Asia/Singapore', 'second'), { used: 17 * 86_400, length: 31 * 86_400 })
  // The clocks of Berlin lose an hour in that month.
  assert.equal(positionIn(period, now, 'Europe/Berlin', 'second').length, 31 * 86_400 - 3_600)
  assert.deepEqual(positionIn(period, Temporal.Instant.from('2027-01-01T00:00:00Z'), 'UTC', 'day').used, 31)
})

test('a coupon takes off its percentage, half-up, or its amount, never more than there is', () => {
  assert.equal(afterCoupon(1_005, { percent_off_bp: 5_000, amount_off_cents: null }), 502)
  assert.equal(afterCoupon(1_000, { percent_off_bp: null, amount_off_cents: 300 }), 700)
  assert.equal(afterCoupon(200, { percent_off_bp: null, amount_off_cents: 300 }), 0)
  assert.equal(afterCoupon(1_000, null), 1_000)
})
