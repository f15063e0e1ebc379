import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysOf } from './periods.ts'

test('a period of an export is whole months or a whole quarter', () => {
  assert.deepEqual(daysOf('this_month', '2026-11-22'), { from: '2026-11-01', to: '2026-11-22' })
  assert.deepEqual(daysOf('last_month', '2026-03-31'), { from: '2026-02-01', to: '2026-02-28' })
  assert.deepEqual(daysOf('quarter', '2026-02-10'), { from: '2025-10-01', to: '2025-12-31' })
  assert.deepEqual(daysOf('quarter', '2026-11-22'), { from: '2026-07-01', to: '2026-09-30' })
  assert.deepEqual(daysOf('all', '2026-11-22'), { to: '2026-11-22' })
})
