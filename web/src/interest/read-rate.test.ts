import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRate } from './read-rate.ts'

test('a rate is read as basis points, without a float', () => {
  assert.deepEqual(['8', '7.5', '0.01', '5.33 %', '100', '0', '100.01', '8,5', '-1', ''].map(readRate), [
    ...[800, 750, 1, 533, 10_000],
    ...[null, null, null, null, null],
  ])
})
