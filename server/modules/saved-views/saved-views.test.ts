// verbs: create-saved-view update-saved-view share-saved-view unshare-saved-view archive-saved-view restore-saved-view refuse-name-taken
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'

const { signUp } = await startApp()
const view = { list: 'leads', name: 'Hot ones', layout: 'table', query: { status: 'open', sort: '-score' } }
const namesOf = async (person: Person): Promise<string[]> =>
  (await person.get('/saved-views?list=leads')).body.data.map(({ name }: { name: string }) => name)

test('a view is of one member alone until it is shared, and then only its owner may change it', async () => {
  const owner = await signUp()
  const [member, viewer] = [await signUp('member', owner), await signUp('viewer', owner)]
  const made = await member.post('/saved-views', view)
  assert.deepEqual([made.status, made.body.query, made.body.is_shared], [201, view.query, false], made.text)
  const { id } = made.body
  assert.deepEqual([await namesOf(member), await namesOf(owner)], [['Hot ones'], []])
  assert.equal((await owner.patch(`/saved-views/${id}`, { name: 'Mine' }, { version: 1 })).status, 404)
  assert.equal((await owner.post(`/saved-views/${id}/share`)).status, 404)

  assert.equal((await member.post(`/saved-views/${id}/share`)).body.is_shared, true)
  assert.deepEqual([await namesOf(owner), await namesOf(viewer)], [['Hot ones'], ['Hot ones']])
  for (const answer of [
    await owner.patch(`/saved-views/${id}`, { name: 'Mine' }, { version: 2 }),
    await owner.post(`/saved-views/${id}/archive`),
  ])
    assert.deepEqual([answer.status, answer.body.code], [403, 'saved_views.not_yours'])
  assert.equal((await viewer.post(`/saved-views/${id}/unshare`)).status, 403)
  assert.equal((await owner.post(`/saved-views/${id}/unshare`)).body.is_shared, false)
  assert.deepEqual([await namesOf(owner), await namesOf(member)], [[], ['Hot ones']])
})

test('names are once for each member, a stale change is refused, and what was deleted comes back', async () => {
  const owner = await signUp()
  const { id } = (await owner.post('/saved-views', view)).body
  assert.equal((await owner.post('/saved-views', { ...view, name: ' HOT ones ' })).body.code, 'saved_views.name_taken')
  const changed = await owner.patch(`/saved-views/${id}`, { name: 'Warm', query: {} }, { version: 1 })
  assert.deepEqual([changed.body.name, changed.body.query], ['Warm', {}])
  assert.equal((await owner.patch(`/saved-views/${id}`, { name: 'X' }, { version: 1 })).status, 412)
  await owner.post(`/saved-views/${id}/archive`)
  assert.deepEqual(await namesOf(owner), [])
  await owner.post('/saved-views', { ...view, name: 'warm' })
  assert.equal((await owner.post(`/saved-views/${id}/restore`)).body.code, 'saved_views.name_taken')
  const other = (await owner.get('/saved-views?list=leads')).body.data[0]
  await owner.post(`/saved-views/${other.id}/archive`)
  assert.equal((await owner.post(`/saved-views/${id}/restore`)).body.archived_at, null)
  assert.deepEqual(await namesOf(owner), ['Warm'])
})

test('nobody has more than a hundred, nor an address that is none', async () => {
  const owner = await signUp()
  for (let i = 0; i < 100; i++) await owner.post('/saved-views', { ...view, name: `View ${i}` })
  assert.equal((await owner.post('/saved-views', view)).body.code, 'saved_views.too_many')
  for (const query of [{ Status: 'x' }, { status: 1 }, { q: 'x'.repeat(501) }])
    assert.equal((await owner.post('/saved-views', { ...view, query })).status, 422)
})
