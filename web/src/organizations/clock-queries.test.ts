import assert from 'node:assert/strict'
import { test } from 'node:test'
import { later, wayDone } from './clock-queries.ts'

test('a day, a week and a month later, also over the ends of months', () => {
  assert.deepEqual(
    (['day', 'week', 'month'] as const).map((unit) => later('2027-01-31', unit)),
    ['2027-02-01', '2027-02-07', '2027-02-28'],
  )
  assert.equal(later('2028-01-30', 'month'), '2028-02-29')
  assert.equal(later('2026-12-15', 'month'), '2027-01-15')
})

test('the way is done by days, and never more than whole', () => {
  assert.equal(wayDone('2026-11-22', '2026-11-22', '2026-12-02'), 0)
  assert.equal(wayDone('2026-11-22', '2026-11-27', '2026-12-02'), 0.5)
  assert.equal(wayDone('2026-12-02', '2026-12-03', '2026-12-02'), 1)
})
