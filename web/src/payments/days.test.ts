import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, daysBetween, lastDayOf, sameDayLastMonth } from './days.ts'

test('knows where months end, leap years included', () => {
  assert.equal(lastDayOf('2026-02'), '2026-02-28')
  assert.equal(lastDayOf('2028-02'), '2028-02-29')
  assert.equal(lastDayOf('2026-12'), '2026-12-31')
})

test('counts days over month ends', () => {
  assert.equal(addDays('2026-11-22', 30), '2026-12-22')
  assert.equal(daysBetween('2026-11-22', '2026-12-22'), 30)
  assert.equal(daysBetween('2026-03-01', '2026-02-28'), -1)
})

test('compares a day with the same day of last month, or its last day', () => {
  assert.equal(sameDayLastMonth('2026-11-22'), '2026-10-22')
  assert.equal(sameDayLastMonth('2026-03-31'), '2026-02-28')
  assert.equal(sameDayLastMonth('2027-01-05'), '2026-12-05')
})
