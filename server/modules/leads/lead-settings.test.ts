// verbs: add-lead-defaults add-default-score-rules create-lead-stage update-lead-stage archive-lead-stage order-lead-stages create-lead-field update-lead-field archive-lead-field order-lead-fields update-lead-settings archive-lead restore-lead assign-lead
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'

const { signUp } = await startApp()

type Named = { id: string; name: string; label: string; position: number }
const stagesOf = async (owner: Person): Promise<Named[]> => (await owner.get('/lead-stages')).body.data
const named = async (owner: Person, name: string) => (await stagesOf(owner)).find((stage) => stage.name === name)!

test('a new organisation begins with a board, to which stages are added among their like', async () => {
  const owner = await signUp()
  const names = async () => (await stagesOf(owner)).map(({ name }) => name)
  assert.deepEqual(await names(), ['New', 'Contacted', 'Qualified', 'Quoted', 'Won', 'Lost'])
  const { status, body } = await owner.post('/lead-stages', { name: 'Called', status: 'contacted' })
  assert.deepEqual([status, body.probability_percent], [201, 50])
  assert.deepEqual(await names(), ['New', 'Contacted', 'Called', 'Qualified', 'Quoted', 'Won', 'Lost'])
  const taken = await owner.post('/lead-stages', { name: ' called', status: 'new' })
  assert.equal(taken.body.code, 'leads.stage_name_taken')
  const wrong = await owner.post('/lead-stages', { name: 'Sure', status: 'converted', probability_percent: 90 })
  assert.deepEqual([wrong.status, wrong.body.errors[0].pointer], [422, '/probability_percent'])
  const renamed = await owner.patch(
    `/lead-stages/${body.id}`,
    { name: 'Phoned', probability_percent: 30 },
    { version: 1 },
  )
  assert.deepEqual(
    [renamed.body.name, renamed.body.probability_percent, renamed.body.status],
    ['Phoned', 30, 'contacted'],
  )
  assert.equal((await owner.patch(`/lead-stages/${body.id}`, { name: 'Rung' }, { version: 1 })).status, 412)
})

test('stages are put in order, all of them at once', async () => {
  const owner = await signUp()
  const ids = (await stagesOf(owner)).map(({ id }) => id).toReversed()
  const { body } = await owner.post('/lead-stages/order', { ids })
  assert.deepEqual(
    body.data.map(({ id }: Named) => id),
    ids,
  )
  assert.equal((await owner.post('/lead-stages/order', { ids: ids.slice(1) })).body.errors[0].code, 'incomplete')
})

test('a stage leaves the board when it is empty, and never the last of new, won and lost', async () => {
  const owner = await signUp()
  const quoted = await named(owner, 'Quoted')
  const { body: lead } = await owner.post('/leads', { name: 'Siti', stage_id: quoted.id })
  const refused = await owner.post(`/lead-stages/${quoted.id}/archive`)
  assert.deepEqual([refused.status, refused.body.code], [409, 'leads.stage_in_use'])
  assert.match(refused.body.detail, /^1 lead is in “Quoted”/)
  await owner.post(`/leads/${lead.id}/archive`)
  assert.ok((await owner.post(`/lead-stages/${quoted.id}/archive`)).body.archived_at)
  for (const name of ['New', 'Won', 'Lost']) {
    const { body } = await owner.post(`/lead-stages/${(await named(owner, name)).id}/archive`)
    assert.equal(body.code, 'leads.last_stage', name)
  }
  const restored = await owner.post(`/leads/${lead.id}/restore`)
  assert.equal(restored.body.archived_at, null)
})

test('fields of one’s own hold what they are for, and a key is taken for good', async () => {
  const owner = await signUp()
  const field = { label: 'Number of seats', kind: 'number' }
  const { body: seats } = await owner.post('/lead-fields', field)
  assert.equal(seats.key, 'number_of_seats')
  const { body: size } = await owner.post('/lead-fields', { label: 'Größe', kind: 'choice', choices: ['S', 'L'] })
  await owner.post('/lead-fields', { label: 'Live', key: 'live', kind: 'date' })
  const wrong = await owner.post('/leads', {
    name: 'Siti',
    custom_fields: { number_of_seats: '5', [size.key]: 'M', live: '2026-02-30', other: 1 },
  })
  assert.deepEqual(
    wrong.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
    [
      ['/custom_fields/number_of_seats', 'wrong_format'],
      [`/custom_fields/${size.key}`, 'wrong_format'],
      ['/custom_fields/live', 'wrong_format'],
      ['/custom_fields/other', 'not_found'],
    ],
  )
  const { body: lead } = await owner.post('/leads', {
    name: 'Siti',
    custom_fields: { number_of_seats: 5, live: '2026-02-28' },
  })
  const { body: emptied } = await owner.patch(`/leads/${lead.id}`, { custom_fields: { live: null } }, { version: 1 })
  assert.deepEqual(emptied.custom_fields, { number_of_seats: 5 })
  assert.equal((await owner.post('/lead-fields', field)).body.code, 'leads.field_key_taken')
  await owner.post(`/lead-fields/${seats.id}/archive`)
  assert.equal((await owner.post('/lead-fields', field)).body.code, 'leads.field_key_taken')
  const { body: fewer } = await owner.patch(`/lead-fields/${size.id}`, { choices: ['S', 'M', 'L'] }, { version: 1 })
  assert.deepEqual(fewer.choices, ['S', 'M', 'L'])
  assert.equal((await owner.patch(`/lead-fields/${size.id}`, { choices: [] }, { version: 2 })).status, 422)
  const { data } = (await owner.get('/lead-fields')).body
  const { body: ordered } = await owner.post('/lead-fields/order', {
    ids: data.map(({ id }: Named) => id).toReversed(),
  })
  assert.deepEqual(
    ordered.data.map(({ label }: Named) => label),
    ['Live', 'Größe'],
  )
})

test('how soon a lead is to hear from somebody is a setting, 60 minutes at first', async () => {
  const owner = await signUp()
  const { body: first } = await owner.get('/lead-settings')
  assert.equal(first.reply_within_minutes, 60)
  assert.equal((await owner.patch('/lead-settings', { reply_within_minutes: 15 })).body.reply_within_minutes, 15)
  assert.equal((await owner.get('/lead-settings')).body.reply_within_minutes, 15)
})

test('a lead is assigned to members alone', async () => {
  const [owner, stranger] = [await signUp(), await signUp()]
  const { body: lead } = await owner.post('/leads', { name: 'Siti', owner_user_id: null })
  const { body } = await owner.post(`/leads/${lead.id}/assign`, { owner_user_id: owner.id })
  assert.deepEqual([body.owner_user_id, body.version], [owner.id, 2])
  assert.equal((await owner.post(`/leads/${lead.id}/assign`, { owner_user_id: owner.id })).body.version, 2)
  assert.equal((await owner.post(`/leads/${lead.id}/assign`, { owner_user_id: stranger.id })).status, 422)
  assert.equal((await stranger.post(`/leads/${lead.id}/assign`, { owner_user_id: stranger.id })).status, 404)
})
