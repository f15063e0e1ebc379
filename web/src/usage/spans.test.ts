import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstDayOf, spanOf } from '#web/usage/spans.ts'

test('reads the span of a chart from an address, and thirty days from anything else', () => {
  assert.deepEqual(
    ['7d', '90d', 'month', '30d', undefined, '365'].map((text) => spanOf(text, false)),
    ['7d', '90d', 'month', '30d', '30d', '30d'],
  )
  assert.deepEqual([spanOf('period', true), spanOf('period', false)], ['period', '30d'])
})

test('a span ends today and begins on its first day', () => {
  const first = (span: Parameters<typeof firstDayOf>[0], start?: string) => firstDayOf(span, start, '2026-03-01')
  assert.deepEqual([first('7d'), first('30d'), first('month')], ['2026-02-23', '2026-01-31', '2026-03-01'])
  assert.deepEqual([first('period', '2026-02-11'), first('period', '2026-04-01')], ['2026-02-11', '2026-03-01'])
})
