import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  formatDate,
  formatDateTime,
  formatMoney,
  formatMoneyCompact,
  formatMonth,
  formatRate,
  formatRelative,
  keepClock,
  parseMoney,
  today,
} from '#web/api/format.ts'

test('reads amounts as people type them, to the cent and without floats', () => {
  const cases: [string, number | null][] = [
    ['1,234.50', 123_450],
    ['1234.5', 123_450],
    ['$1 234', 123_400],
    ['S$0.07', 7],
    ['sgd 10.', 1000],
    ['9999999999999.99', 999_999_999_999_999],
    ['0.1', 10],
    ['', null],
    ['-5', null],
    ['1.005', null],
    ['abc', null],
    ['1.2.3', null],
  ]
  for (const [text, cents] of cases) assert.equal(parseMoney(text), cents, text)
})

test('writes money as Singapore does, the minus sign first', () => {
  assert.equal(formatMoney(123_450), '$1,234.50')
  assert.equal(formatMoney(-500), '-$5.00')
  assert.equal(formatMoneyCompact(13_350_000), '$133.5K')
  assert.equal(formatRate(900), '9%')
})

test('writes days and instants by the calendar of Singapore, wherever it runs', () => {
  assert.equal(formatDate('2026-11-21'), '21 Nov 2026')
  assert.equal(formatDate('2026-11-20T16:30:00Z'), '21 Nov 2026')
  assert.equal(formatDateTime('2026-11-20T23:30:00Z'), '21 Nov 2026, 7:30 am')
})

test('gives every month three letters, September too', () => {
  const months = Array.from({ length: 12 }, (_, index) => formatMonth(`2026-${String(index + 1).padStart(2, '0')}`))
  assert.equal(months.join(' '), 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec')
  assert.equal(formatDate('2026-09-03'), '3 Sep 2026')
})

test('says how long ago for seven days, then the date', () => {
  const now = Date.parse('2026-11-22T04:00:00Z')
  assert.equal(formatRelative('2026-11-22T03:59:40Z', now), 'just now')
  assert.equal(formatRelative('2026-11-22T02:00:00Z', now), '2 hours ago')
  assert.equal(formatRelative('2026-11-21T04:00:00Z', now), 'yesterday')
  assert.equal(formatRelative('2026-11-14T04:00:00Z', now), '14 Nov 2026')
})

test('today is the day in Singapore by the clock of the organisation, also where that was moved on', ({ mock }) => {
  mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-22T16:30:00Z') })
  assert.equal(today(), '2026-11-23')
  keepClock(9 * 86_400)
  assert.equal(today(), '2026-12-02')
  keepClock(0)
  assert.equal(today(), '2026-11-23')
})
