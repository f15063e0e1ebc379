import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RenewalRun } from '#modules/renewals/schemas.ts'
import { counted, progressOf, stateOf } from './words.ts'

const run = {
  status: 'running',
  is_dry_run: false,
  due_count: 10,
  renewed_count: 3,
  ended_count: 1,
  skipped_count: 1,
} as RenewalRun

test('progress counts what was renewed, ended and skipped, and never more than was due', () => {
  assert.deepEqual(progressOf(run), { done: 5, share: 0.5 })
  assert.deepEqual(progressOf({ ...run, renewed_count: 40 }), { done: 10, share: 1 })
  assert.deepEqual(progressOf({ ...run, due_count: 0 }).share, 1)
})

test('a run that skipped somebody says so', () => {
  assert.equal(stateOf(run)[1], 'Running')
  assert.equal(stateOf({ ...run, status: 'completed' })[1], 'Done, some skipped')
  assert.equal(stateOf({ ...run, status: 'completed', is_dry_run: true })[1], 'Dry run')
  assert.equal(counted(1, 'invoice'), '1 invoice')
  assert.equal(counted(1_200, 'invoice'), '1,200 invoices')
})
