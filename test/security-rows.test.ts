import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRows, readTests } from '../bin/security-rows.ts'

const rows = readRows()
const ids = rows.map(({ id }) => id)

const ranges = [
  [1, 71],
  [97, 107],
  [126, 135],
] as const
/** What this program must show, whatever else is added to the list. */
const due = ranges.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, i) => `SEC-${String(first + i).padStart(3, '0')}`),
)

test('the list of security requirements has every row of its ranges, once and in order', () => {
  assert.deepEqual(
    ids.filter((id) => due.includes(id)),
    due,
  )
  assert.deepEqual(ids, [...new Set(ids)].sort())
})

test('tests carry only ids of rows that are in the list', () => {
  const unknown = [...readTests()].filter(([id]) => !ids.includes(id))
  assert.deepEqual(
    unknown.map(([id, tests]) => `${id}: ${tests[0]!.path}`),
    [],
    'Add the row to docs/security/requirements.md, or correct the id.',
  )
})

test('a row is tested, or says why it is not, but not both', () => {
  const tests = readTests()
  const both = rows.filter(({ id, reason }) => reason && tests.has(id))
  assert.deepEqual(both, [], 'Take the reason away: there is a test now.')
})

test('every row of the ranges has a test of its name, and a reason does not stand in for one', () => {
  const tests = readTests()
  const untested = due.filter((id) => !tests.get(id)?.some(({ path }) => !path.startsWith('bench/')))
  assert.deepEqual(untested, [], 'Name the row at the beginning of the test that shows it.')
})

test('a row outside the ranges is tested, or says why not', () => {
  const tests = readTests()
  const silent = rows.filter(({ id, reason }) => !reason && !tests.has(id))
  assert.deepEqual(silent, [])
})
