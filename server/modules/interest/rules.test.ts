import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accrue, describe, freedDays, interestOf, type Owed } from './rules.ts'

const terms = { rate_bp: 800, grace_days: 7, starts_on_date: '2020-01-01' }
const plus = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString()

test('interest is simple, by the day, on what was overdue, and shows its calculation', () => {
  const owed: Owed = {
    due_date: '2026-01-31',
    total_cents: 109_000,
    payments: [{ date: '2026-02-17', amount_cents: 59_000 }],
  }
  const segments = accrue(owed, terms, null, '2026-02-28')
  assert.deepEqual(segments, [
    { from_date: '2026-02-08', to_date: '2026-02-17', days: 10, balance_cents: 109_000 },
    { from_date: '2026-02-18', to_date: '2026-02-28', days: 11, balance_cents: 50_000 },
  ])
  // 1,090.00 × 8% × 10/365 = 2.3890…; 500.00 × 8% × 11/365 = 1.2054…
  assert.equal(interestOf(segments, 800), 359)
  assert.equal(
    describe('INV-2026-00007', '2026-01-31', segments, 800),
    [
      'Late-payment interest on INV-2026-00007, due on 31 January 2026',
      '1,090.00 × 8% × 10/365 days (8 February 2026 to 17 February 2026)',
      '500.00 × 8% × 11/365 days (18 February 2026 to 28 February 2026)',
    ].join('\n'),
  )
})

test('days of grace, days before interest was agreed, and days that were decided cost nothing', () => {
  const owed: Owed = { due_date: '2026-01-31', total_cents: 100_000, payments: [] }
  assert.deepEqual(accrue(owed, terms, null, '2026-02-07'), [])
  assert.equal(accrue(owed, terms, null, '2026-02-08')[0]!.days, 1)
  assert.equal(accrue(owed, { ...terms, starts_on_date: '2026-03-01' }, null, '2026-03-10')[0]!.days, 10)
  assert.deepEqual(accrue(owed, terms, '2026-02-20', '2026-02-20'), [])
  assert.equal(accrue(owed, terms, '2026-02-20', '2026-02-21')[0]!.from_date, '2026-02-21')
  const paid: Owed = { ...owed, payments: [{ date: '2026-02-10', amount_cents: 100_000 }] }
  assert.equal(accrue(paid, terms, null, '2026-12-31').at(-1)!.to_date, '2026-02-10')
})

test('property: to the cent what counting every single day comes to, however it is paid and cut in two', () => {
  let seed = 42
  const random = (most: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % (most + 1)
  for (let i = 0; i < 2_000; i++) {
    const rate_bp = 1 + random(2_400)
    const total_cents = 1 + random(5_000_000)
    const due_date = plus('2026-01-01', random(400))
    let left = total_cents
    const payments = Array.from({ length: random(5) }, () => {
      const amount_cents = random(left)
      left -= amount_cents
      return { date: plus(due_date, random(200) - 30), amount_cents }
    }).filter(({ amount_cents }) => amount_cents > 0)
    const owed = { due_date, total_cents, payments }
    const own = { rate_bp, grace_days: random(20), starts_on_date: plus(due_date, random(60) - 30) }
    const until = plus(due_date, random(250))
    const segments = accrue(owed, own, null, until)

    let product = 0n
    for (let day = plus(due_date, 1); day <= until; day = plus(day, 1)) {
      if (day <= plus(due_date, own.grace_days) || day < own.starts_on_date) continue
      const paid = payments.filter(({ date }) => date < day).reduce((sum, { amount_cents }) => sum + amount_cents, 0)
      product += BigInt(total_cents - paid) * BigInt(rate_bp)
    }
    const exact = (product * 2n + 3_650_000n) / 7_300_000n
    assert.equal(interestOf(segments, rate_bp), Number(exact), JSON.stringify({ owed, own, until }))

    const cut = plus(due_date, random(250))
    if (cut >= until) continue
    const [before, after] = [accrue(owed, own, null, cut), accrue(owed, own, cut, until)]
    const days = (list: typeof segments) => list.reduce((sum, each) => sum + each.days * each.balance_cents, 0)
    assert.equal(days(before) + days(after), days(segments), 'no day twice and none left out')
  }
})

test('property: days are freed once, whatever was charged, cancelled and charged again, and none that is decided', () => {
  let seed = 7
  const random = (most: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % (most + 1)
  for (let i = 0; i < 500; i++) {
    const decisions = Array.from({ length: random(6) }, () => ({
      is_cancelled: random(1) === 1,
      segments: Array.from({ length: 1 + random(2) }, () => {
        const from_date = plus('2026-02-01', random(30))
        return { from_date, to_date: plus(from_date, random(8)) }
      }),
    }))
    const decided_until = random(4) === 0 ? null : plus('2026-02-01', random(40))
    const daysOf = (is_cancelled: boolean) =>
      decisions
        .filter((decided) => decided.is_cancelled === is_cancelled)
        .flatMap(({ segments }) => segments.flatMap(each))
    const inForce = new Set(daysOf(false))
    const wanted = Array.from(new Set(daysOf(true))).filter(
      (day) => decided_until !== null && day <= decided_until && !inForce.has(day),
    )
    const freed = freedDays(decisions, decided_until).flatMap(each)
    assert.deepEqual(freed, wanted.toSorted(), JSON.stringify({ decisions, decided_until }))
  }
})

function each({ from_date, to_date }: { from_date: string; to_date: string }): string[] {
  const days: string[] = []
  for (let day = from_date; day <= to_date; day = plus(day, 1)) days.push(day)
  return days
}
