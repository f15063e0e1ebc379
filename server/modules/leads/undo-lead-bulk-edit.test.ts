// verbs: undo-lead-bulk-edit sweep-lead-bulk-edits
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'
import { sweepLeadBulkEdits } from './sweep-lead-bulk-edits.ts'

const app = await startApp()
const { signUp, travelTo } = app
travelTo('2026-11-23T02:00:00Z')

type Stage = { id: string; name: string }
const stageNamed = async (owner: Person, name: string): Promise<string> =>
  ((await owner.get('/lead-stages')).body.data as Stage[]).find((stage) => stage.name === name)!.id
const leads = async (owner: Person, names: string[], more: object = {}): Promise<string[]> => {
  const ids: string[] = []
  for (const name of names) ids.push((await owner.post('/leads', { name, ...more })).body.id)
  return ids
}
const read = async (owner: Person, id: string) => (await owner.get(`/leads/${id}`)).body
const edit = async (owner: Person, ids: string[], changes: object): Promise<string> => {
  const { body, text } = await owner.post('/leads/bulk-edit', { ids, changes })
  assert.ok(body.bulk_edit_id, text)
  return body.bulk_edit_id
}
const undo = (owner: Person, id: string) => owner.post(`/leads/bulk-edits/${id}/undo`)

test('each lead is as it was before, with its own stage, tags, follow-up, owner and score', async () => {
  const owner = await signUp()
  const colleague = await signUp('member', owner)
  const [a, b] = await leads(owner, ['A', 'B'], { tags: ['old', 'x'], source: 'Fair' })
  const quoted = await stageNamed(owner, 'Quoted')
  await owner.post(`/leads/${b}/move`, { stage_id: quoted })
  await owner.post(`/leads/${b}/assign`, { owner_user_id: colleague.id })
  await owner.patch(`/leads/${b}`, { next_follow_up_at: '2026-12-01T01:00:00Z' }, { version: 3 })
  const rule = { name: 'Web', points: 7, conditions: [{ field: 'source', operator: 'is', value: 'Web' }] }
  await owner.post('/lead-score-rules', rule)
  const before = [await read(owner, a!), await read(owner, b!)]
  const id = await edit(owner, [a!, b!], {
    stage_id: await stageNamed(owner, 'Lost'),
    disqualified_reason: 'Spam',
    owner_user_id: owner.id,
    source: 'Web',
    next_follow_up_at: null,
    add_tags: ['y'],
    remove_tags: ['old'],
    archived: true,
  })
  assert.deepEqual(
    [await read(owner, b!)].map(({ status, tags, score }) => [status, tags, score]),
    [['disqualified', ['x', 'y'], 7]],
  )
  const undone = await undo(owner, id)
  assert.deepEqual([undone.status, undone.body], [200, { restored_count: 2, moved_on_count: 0, stuck_count: 0 }])
  const bookkeeping = { version: 0, updated_at: '' }
  for (const was of before)
    assert.deepEqual({ ...(await read(owner, was.id)), ...bookkeeping }, { ...was, ...bookkeeping })
  const { body: events } = await owner.get(`/events?subject_id=${b}&name=lead.updated`)
  assert.deepEqual(events.data[0].changes.tags, { before: ['x', 'y'], after: ['old', 'x'] })
  const { body: whole } = await owner.get(`/events?subject_id=${id}`)
  assert.deepEqual(
    whole.data.map(({ name }: { name: string }) => name),
    ['leads.edit_undone', 'leads.edited'],
  )
})

test('what somebody changed since stays as they made it, and is counted', async () => {
  const owner = await signUp()
  const [a, b, c, d] = await leads(owner, ['A', 'B', 'C', 'D'])
  const [contacted, qualified] = [await stageNamed(owner, 'Contacted'), await stageNamed(owner, 'Qualified')]
  const id = await edit(owner, [a!, b!, c!, d!], { stage_id: contacted })
  travelTo('2026-11-23T02:10:00Z')
  await owner.post(`/leads/${a}/move`, { stage_id: qualified })
  // There and back again: somebody wants it there.
  await owner.post(`/leads/${b}/move`, { stage_id: qualified })
  await owner.post(`/leads/${b}/move`, { stage_id: contacted })
  // Another field is no reason to leave the stage.
  await owner.patch(`/leads/${c}`, { company: 'Kopi' }, { version: 2 })
  await owner.post(`/leads/${d}/merge`, { lead_ids: [(await leads(owner, ['E']))[0]!] })
  assert.deepEqual((await undo(owner, id)).body, { restored_count: 2, moved_on_count: 2, stuck_count: 0 })
  assert.deepEqual([(await read(owner, a!)).stage_id, (await read(owner, b!)).stage_id], [qualified, contacted])
  const mended = await read(owner, c!)
  assert.deepEqual([mended.status, mended.company, mended.first_replied_at], ['new', 'Kopi', null])
})

test('whoever was called meanwhile keeps that first reply', async () => {
  const owner = await signUp()
  const [called, silent] = await leads(owner, ['Called', 'Silent'])
  travelTo('2026-11-23T03:00:00Z')
  const id = await edit(owner, [called!, silent!], { stage_id: await stageNamed(owner, 'Contacted') })
  travelTo('2026-11-23T03:30:00Z')
  await owner.post(`/leads/${called}/activities`, { kind: 'mail', body: 'Hello' })
  await owner.post(`/leads/${silent}/activities`, { kind: 'mail', direction: 'in', body: 'Hello?' })
  assert.equal((await undo(owner, id)).body.restored_count, 2)
  assert.equal((await read(owner, called!)).first_replied_at, '2026-11-23T03:30:00Z')
  assert.equal((await read(owner, silent!)).first_replied_at, null)
})

test('once, within a day, by who may, in the organisation of the leads', async () => {
  travelTo('2026-11-23T04:00:00Z')
  const [owner, stranger] = [await signUp(), await signUp()]
  const viewer = await signUp('viewer', owner)
  const [a] = await leads(owner, ['A'])
  const id = await edit(owner, [a!], { source: 'Fair' })
  assert.equal((await undo(stranger, id)).status, 404)
  assert.deepEqual((await stranger.get('/leads/bulk-edits')).body.data, [])
  assert.equal((await undo(viewer, id)).status, 403)
  const both = await Promise.all([undo(owner, id), undo(owner, id)])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
  assert.equal(both.find(({ status }) => status === 409)!.body.code, 'leads.bulk_edit_undone')
  assert.equal((await read(owner, a!)).version, 3)
  const listed = (await viewer.get('/leads/bulk-edits')).body.data[0]
  assert.deepEqual(
    [listed.id, listed.changes, listed.changed_count, listed.restored_count, listed.undo_until],
    [id, { source: 'Fair' }, 1, 1, '2026-11-24T04:00:00Z'],
  )
  const late = await edit(owner, [a!], { source: 'Web' })
  travelTo('2026-11-24T04:00:00Z')
  assert.equal((await undo(owner, late)).body.code, 'leads.bulk_edit_over')
  assert.equal((await read(owner, a!)).source, 'Web')
  assert.deepEqual((await owner.get('/leads/bulk-edits')).body.data, [])
  const fresh = await edit(owner, [a!], { source: 'Shop' })
  await app.asSystem(owner.organization_id, sweepLeadBulkEdits)
  assert.equal((await undo(owner, late)).status, 404)
  assert.equal((await undo(owner, fresh)).body.restored_count, 1)
})

test('nobody is put into a stage that was archived, or given to somebody who left', async () => {
  const owner = await signUp()
  const colleague = await signUp('member', owner)
  const [a] = await leads(owner, ['A'])
  const [b] = await leads(owner, ['B'], { owner_user_id: colleague.id })
  const stage = (await owner.post('/lead-stages', { name: 'Demo', status: 'qualified' })).body.id
  await owner.post(`/leads/${a}/move`, { stage_id: stage })
  const moved = await edit(owner, [a!], { stage_id: await stageNamed(owner, 'Quoted') })
  assert.equal((await owner.post(`/lead-stages/${stage}/archive`)).status, 200)
  const given = await edit(owner, [b!], { owner_user_id: owner.id })
  const { status } = await owner.delete(`/organizations/${owner.organization_id}/members/${colleague.id}`)
  assert.ok(status < 300, String(status))
  for (const id of [moved, given])
    assert.deepEqual((await undo(owner, id)).body, { restored_count: 0, moved_on_count: 0, stuck_count: 1 })
  assert.equal((await read(owner, b!)).owner_user_id, owner.id)
})

test('an edit that changes nothing leaves nothing to undo', async () => {
  const owner = await signUp()
  const [a] = await leads(owner, ['A'], { source: 'Web' })
  const { body } = await owner.post('/leads/bulk-edit', { ids: [a!], changes: { source: 'Web' } })
  assert.deepEqual(body, { matched_count: 1, changed_count: 0, bulk_edit_id: null })
  assert.deepEqual((await owner.get('/leads/bulk-edits')).body.data, [])
})

test('ten thousand are changed and put back', async (t) => {
  const owner = await signUp()
  const [one] = await leads(owner, ['First'], { tags: ['x'] })
  await app.asSystem(owner.organization_id, (ctx) =>
    ctx.db.all({
      text: `insert into leads (organization_id, id, name, name_normalized, search_text, source, stage_id, status,
               stage_changed_at, tags, created_at, updated_at)
             select organization_id, gen_random_uuid(), 'Lead ' || n, 'lead ' || n, 'lead ' || n, source, stage_id, status,
               stage_changed_at, jsonb_build_array('t' || n % 7), created_at, updated_at
             from leads, generate_series(1, 9999) n where organization_id = $1 and id = $2`,
      parameters: [owner.organization_id, one!],
    }),
  )
  const began = performance.now()
  const changes = { owner_user_id: owner.id, add_tags: ['mailed'] }
  const { body } = await owner.post('/leads/bulk-edit', { filter: {}, changes })
  const edited = performance.now()
  assert.equal(body.changed_count, 10_000)
  const answer = await undo(owner, body.bulk_edit_id)
  assert.equal(answer.body.restored_count, 10_000, `${Math.round(edited - began)} ms ${answer.text}`)
  const undone = performance.now()
  t.diagnostic(`edit ${Math.round(edited - began)} ms, undo ${Math.round(undone - edited)} ms`)
  const tagged = (await owner.get('/leads/count?tag=t3')).body.count
  assert.equal(tagged, 1429)
  assert.equal((await owner.get('/leads/count?tag=mailed')).body.count, 0)
  assert.equal((await owner.get('/leads/count?owner_user_id=none')).body.count, 10_000)
})
