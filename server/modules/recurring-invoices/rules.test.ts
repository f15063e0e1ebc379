import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateAt, datesFrom, fillText, indexFrom, type Rhythm } from './rules.ts'

const monthly: Rhythm = { billing_interval: 'month', interval_count: 1, first_date: '2026-01-31' }
const never = { end_after_count: null, end_date: null, made_count: 0 }

test('dates of recurring invoices are counted from the first: month ends do not drift, leap days come back', () => {
  assert.deepEqual(datesFrom(monthly, never, 0, 5), [
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
    '2026-05-31',
  ])
  const leap: Rhythm = { billing_interval: 'year', interval_count: 2, first_date: '2024-02-29' }
  assert.deepEqual(datesFrom(leap, never, 0, 3), ['2024-02-29', '2026-02-28', '2028-02-29'])
  assert.equal(dateAt({ ...monthly, billing_interval: 'quarter' }, 1), '2026-04-30')
  assert.equal(dateAt({ ...monthly, billing_interval: 'week', interval_count: 2 }, 3), '2026-03-14')
})

test('dates follow each other without end, whatever day they began and however often', () => {
  for (const billing_interval of ['week', 'month', 'quarter', 'year'] as const)
    for (const interval_count of [1, 2, 5, 99])
      for (let d = 0; d < 366; d++) {
        const first_date = Temporal.PlainDate.from('2024-01-01').add({ days: d }).toString()
        const rhythm = { billing_interval, interval_count, first_date }
        const dates = datesFrom(rhythm, never, 0, 6)
        assert.deepEqual(dates.toSorted(), dates)
        assert.equal(new Set(dates).size, 6)
        assert.equal(indexFrom(rhythm, 0, dates[4]!), 4)
      }
})

test('no date is beyond the end, by number or by day', () => {
  assert.equal(datesFrom(monthly, { ...never, end_after_count: 3, made_count: 1 }, 1, 12).length, 2)
  assert.deepEqual(datesFrom(monthly, { ...never, end_date: '2026-03-31' }, 1, 12), ['2026-02-28', '2026-03-31'])
})

test('placeholders say the period, month, quarter and year of a date', () => {
  const fill = (text: string, index = 1) => fillText(text, monthly, index)
  assert.equal(fill('{{period}}'), '28 Feb 2026 to 30 Mar 2026')
  assert.equal(fill('{{ previous_period }}'), '31 Jan 2026 to 27 Feb 2026')
  assert.equal(fill('{{month}}, after {{previous_month}}', 0), 'January 2026, after December 2025')
  assert.equal(fill('{{quarter}} of {{year}}'), 'Q1 2026 of 2026')
  assert.equal(fill('{{unknown}} {month}'), '{{unknown}} {month}')
})
