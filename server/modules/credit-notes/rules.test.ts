import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type LeftGroup, type LeftLine, takeCredit } from './rules.ts'

const line = fc.record({
  amount_cents: fc.integer({ min: 1, max: 5_000_000 }),
  rate: fc.constantFrom(900, 800, 0),
  quantity: fc.constantFrom('1', '3', '0.5', '12.345678'),
})

function invoiceOf(lines: { amount_cents: number; rate: number; quantity: string }[]) {
  const left: LeftLine[] = lines.map(({ amount_cents, rate, quantity }, i) => ({
    position: i + 1,
    description: 'Work',
    quantity,
    unit: null,
    gst_code: rate ? 'SR' : 'ZR',
    gst_rate_bp: rate,
    service_from_date: null,
    service_to_date: null,
    amount_cents,
    left_cents: amount_cents,
  }))
  const groups: LeftGroup[] = [...new Set(lines.map(({ rate }) => rate))].map((rate) => {
    const taxable_left_cents = lines.reduce((sum, each) => sum + (each.rate === rate ? each.amount_cents : 0), 0)
    const gst_left_cents = Math.round((taxable_left_cents * rate) / 10_000)
    return { gst_code: rate ? 'SR' : 'ZR', gst_rate_bp: rate, taxable_left_cents, gst_left_cents }
  })
  return { lines: left, groups }
}

type Left = ReturnType<typeof invoiceOf>
const totalOf = ({ groups }: Left) =>
  groups.reduce((sum, group) => sum + group.taxable_left_cents + group.gst_left_cents, 0)

/** What is left after that; every number of it is checked to be none below nought. */
function less(left: Left, taken: ReturnType<typeof takeCredit>): Left {
  const lines = left.lines.map((each) => {
    const own = taken.lines.filter(({ line: { position } }) => position === each.position)
    return { ...each, left_cents: each.left_cents - own.reduce((sum, { amount_cents }) => sum + amount_cents, 0) }
  })
  const groups = left.groups.map((each) => {
    const own = taken.groups.find((group) => group.gst_code === each.gst_code && group.gst_rate_bp === each.gst_rate_bp)
    return {
      ...each,
      taxable_left_cents: each.taxable_left_cents - (own?.taxable_cents ?? 0),
      gst_left_cents: each.gst_left_cents - (own?.gst_cents ?? 0),
    }
  })
  for (const { left_cents } of lines) assert.ok(left_cents >= 0, `line ${left_cents}`)
  for (const group of groups) {
    assert.ok(group.taxable_left_cents >= 0 && group.gst_left_cents >= 0, JSON.stringify(group))
    const own = lines.filter((each) => each.gst_code === group.gst_code && each.gst_rate_bp === group.gst_rate_bp)
    assert.equal(
      own.reduce((sum, { left_cents }) => sum + left_cents, 0),
      group.taxable_left_cents,
    )
  }
  return { lines, groups }
}

test('an amount with GST is credited to the cent, and all notes together come to exactly the invoice', () => {
  const share = fc.integer({ min: 1, max: 100 })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.array(share, { maxLength: 8 }), (lines, shares) => {
      let left = invoiceOf(lines)
      for (const percent of shares) {
        const amount_cents = Math.ceil((totalOf(left) * percent) / 100)
        if (amount_cents === 0) break
        const before = totalOf(left)
        left = less(left, takeCredit({ amount_cents }, left))
        assert.equal(before - totalOf(left), amount_cents)
      }
      if (totalOf(left) > 0) left = less(left, takeCredit({}, left))
      assert.equal(totalOf(left), 0)
    }),
    { numRuns: 500 },
  )
})

test('lines credited one after the other by quantity or amount leave nothing when all is credited', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.nat(), (lines, seed) => {
      let left = invoiceOf(lines)
      left.lines.forEach(({ position, quantity, amount_cents }, i) => {
        const part = (seed >> i) % 2 ? { quantity } : { amount_cents }
        left = less(left, takeCredit({ lines: [{ position, ...part }] }, left))
      })
      assert.equal(totalOf(left), 0)
    }),
    { numRuns: 500 },
  )
})

test('a quantity is its share of the line, half-up', () => {
  const left = invoiceOf([{ amount_cents: 1_001, rate: 900, quantity: '2' }])
  const taken = takeCredit({ lines: [{ position: 1, quantity: '1' }] }, left)
  assert.deepEqual([taken.lines[0]!.amount_cents, taken.groups[0]!.gst_cents], [501, 45])
})

test('refuses more than is left, a line twice or unknown, and a line without how much', () => {
  const left = invoiceOf([{ amount_cents: 1_000, rate: 900, quantity: '2' }])
  const mistakesOf = (input: Parameters<typeof takeCredit>[0]) => {
    try {
      takeCredit(input, left)
      return []
    } catch (error) {
      return (error as { fields: { pointer: string; code: string }[] }).fields.map(
        ({ pointer, code }) => `${pointer} ${code}`,
      )
    }
  }
  assert.deepEqual(mistakesOf({ amount_cents: 1_091 }), ['/amount_cents too_large'])
  assert.deepEqual(mistakesOf({ lines: [{ position: 1, quantity: '2.1' }] }), ['/lines/0/quantity too_large'])
  assert.deepEqual(mistakesOf({ lines: [{ position: 2, amount_cents: 1 }] }), ['/lines/0/position not_found'])
  assert.deepEqual(mistakesOf({ lines: [{ position: 1, amount_cents: 1 }, { position: 1 }] }), [
    '/lines/1/position duplicate',
  ])
  assert.deepEqual(mistakesOf({ lines: [{ position: 1 }] }), ['/lines/0/amount_cents required'])
  assert.deepEqual(mistakesOf({ amount_cents: 1, lines: [{ position: 1, amount_cents: 1 }] }), [
    '/amount_cents not_allowed',
  ])
})
