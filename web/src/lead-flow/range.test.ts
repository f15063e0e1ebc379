import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysOf, toQuery } from './range.ts'

test('a range of the flow is whole months up to today, all there is, or days of one’s own', () => {
  assert.deepEqual(daysOf({}, '2026-02-10'), { from: '2025-03-01', to: '2026-02-10' })
  assert.deepEqual(daysOf({ range: 'month' }, '2026-02-10'), { from: '2026-02-01', to: '2026-02-10' })
  assert.deepEqual(daysOf({ range: 'quarter' }, '2026-12-31'), { from: '2026-10-01', to: '2026-12-31' })
  assert.deepEqual(daysOf({ range: 'all', from: '2026-01-01' }, '2026-12-31'), {})
  assert.deepEqual(daysOf({ range: 'own', from: '2026-01-05', to: 'soon' }, '2026-12-31'), {
    from: '2026-01-05',
    to: undefined,
  })
})

test('a day is asked for as it is in Singapore, its last hour with it', () => {
  assert.deepEqual(toQuery({ from: '2026-02-01', to: '2026-02-28' }), {
    from: '2026-01-31T16:00:00.000Z',
    to: '2026-02-28T16:00:00.000Z',
  })
  assert.deepEqual(toQuery({}), {})
})
