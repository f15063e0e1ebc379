import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SavedView } from '#modules/saved-views/schemas.ts'
import { placeOf, queryOf, standingViews } from './rules.ts'

const standing = standingViews('table', 'me')
const hot = {
  id: 'v1',
  name: 'Hot',
  layout: 'table',
  query: { status: 'open', source: 'Fair' },
} as unknown as SavedView

test('a view keeps filter, order and columns of the table, and of the board the filter alone', () => {
  const search = { q: 'kopi', sort: '-score', columns: 'stage', status: 'open', new: 'yes', view: 'v1' } as const
  assert.deepEqual(queryOf(search, 'table'), { q: 'kopi', sort: '-score', columns: 'stage', status: 'open' })
  assert.deepEqual(queryOf(search, 'board'), { q: 'kopi' })
})

test('an address stands at the view that it shows, whatever it names; one that was changed is known', () => {
  const at = (search: object) => placeOf(search, 'table', standing, [hot])
  assert.equal(at({}).current?.name, 'All leads')
  assert.equal(at({ status: 'open', owner_user_id: 'me' }).current?.name, 'Mine')
  assert.equal(at({ status: 'open', source: 'Fair' }).current, hot)
  assert.deepEqual(
    [at({ view: 'v1', source: 'Fair' }).current, at({ view: 'v1', source: 'Fair' }).changed],
    [undefined, hot],
  )
  assert.deepEqual(
    [at({ view: 'v1', ...hot.query }).current, at({ view: 'v1', ...hot.query }).changed],
    [hot, undefined],
  )
  assert.equal(at({ tag: 'x' }).current, undefined)
})
