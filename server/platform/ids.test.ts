import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUuid } from './database.ts'
import { newId } from './ids.ts'

test('ids rise, however many are made within a millisecond, and are UUIDs of version 7', () => {
  const ids = Array.from({ length: 50_000 }, newId)
  assert.deepEqual(
    ids,
    ids.toSorted((a, b) => (a < b ? -1 : 1)),
  )
  assert.equal(new Set(ids).size, ids.length)
  for (const id of ids.slice(0, 100)) {
    assert.ok(isUuid(id))
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/)
  }
  const ms = Number.parseInt(ids[0]!.replace('-', '').slice(0, 12), 16)
  assert.ok(Math.abs(Date.now() - ms) < 5_000)
})
