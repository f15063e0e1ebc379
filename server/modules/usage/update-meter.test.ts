// verbs: create-meter archive-meter restore-meter
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transact } from '#platform/database.ts'
import { startApp } from '#test/support.ts'
import { usageFixture } from './usage-fixture.ts'

const app = await startApp()
const input = { code: 'api-calls', name: 'API calls', unit: 'call', aggregation: 'sum' }

test('creates a meter and records that it did', async () => {
  const acme = await app.signUp()
  const { status, body, headers } = await acme.post('/meters', input)
  assert.equal(status, 201)
  assert.deepEqual({ ...body, ...input }, body)
  assert.deepEqual([body.archived_at, body.version, headers.etag], [null, 1, '"1"'])
  assert.deepEqual((await acme.events()).at(-1), { name: 'meter.created', data: body })
})

test('a code belongs to one meter of an organisation, also while that one is archived', async () => {
  const [acme, beta] = [await app.signUp(), await app.signUp()]
  const { body } = await acme.post('/meters', input)
  await acme.post(`/meters/${body.id}/archive`)
  const second = await acme.post('/meters', { ...input, name: 'Twin' })
  assert.deepEqual([second.status, second.body.code], [409, 'usage.meter_code_taken'])
  assert.equal((await beta.post('/meters', input)).status, 201)
  assert.equal((await beta.get(`/meters/${body.id}`)).status, 404)
})

test('refuses codes that events could not be written by', async () => {
  const acme = await app.signUp()
  for (const code of ['', 'API', 'a b', '-a', 'a--b', 'ä', 'a'.repeat(65)])
    assert.equal((await acme.post('/meters', { ...input, code })).status, 422, code)
})

test('changes a meter under its version; its aggregation only as long as it counted nothing', async () => {
  const { owner, meter, send } = await usageFixture(app)
  const change = (changes: object, version: number) => owner.patch(`/meters/${meter.id}`, changes, { version })
  const { body } = await change({ aggregation: 'max', name: 'Calls' }, 1)
  assert.deepEqual([body.aggregation, body.name, body.version], ['max', 'Calls', 2])
  assert.equal((await change({ name: 'Late' }, 1)).status, 412)
  assert.equal((await owner.patch(`/meters/${meter.id}`, { name: 'x' })).status, 428)
  await send({})
  assert.equal((await change({ aggregation: 'max', unit: 'request' }, 2)).status, 200)
  const refused = await change({ aggregation: 'last' }, 3)
  assert.deepEqual([refused.status, refused.body.code], [409, 'usage.aggregation_fixed'])
  assert.equal((await change({ code: 'other' }, 3)).status, 422)
})

test('an event on its way while the aggregation changes is judged by the new one, or keeps the old one', async () => {
  const { owner, meter, eventFrom } = await usageFixture(app)
  const answers = await Promise.all([
    owner.post('/usage-events', { events: [eventFrom({})] }),
    owner.patch(`/meters/${meter.id}`, { aggregation: 'unique' }, { version: 1 }),
  ])
  const [sent, changed] = answers
  const outcome = [sent.body.accepted_count, changed.status]
  assert.ok(['1,409', '0,200'].includes(String(outcome)), String(outcome))
})

test('a meter waits for nobody but those who count by it: its row is shared, not taken, by senders', async () => {
  const { owner, meter, send } = await usageFixture(app)
  await send({})
  await transact(app.parts.pool, owner.organization_id, async (tx) => {
    const parameters = [owner.organization_id, meter.id]
    await tx.all({ text: 'select id from meters where organization_id = $1 and id = $2 for share', parameters })
    assert.equal((await send({})).body.accepted_count, 1)
  })
})

test('an archived meter leaves the list, takes nothing, and comes back', async () => {
  const { owner, meter, send } = await usageFixture(app)
  const listed = async (archived: string) => (await owner.get(`/meters?archived=${archived}`)).body.data.length
  assert.notEqual((await owner.post(`/meters/${meter.id}/archive`)).body.archived_at, null)
  assert.equal((await owner.post(`/meters/${meter.id}/archive`)).status, 200)
  assert.deepEqual([await listed('no'), await listed('yes'), await listed('all')], [0, 1, 1])
  assert.equal((await send({})).body.rejected[0].code, 'archived_meter')
  assert.equal((await owner.post(`/meters/${meter.id}/restore`)).body.archived_at, null)
  assert.equal((await send({})).body.accepted_count, 1)
})

test('who sends usage may not say what it means: a key and a member without plans.write are refused', async () => {
  const { owner, eventFrom } = await usageFixture(app)
  const { body: key } = await owner.post('/api-keys', { name: 'Sender', scopes: ['usage.read', 'usage.write'] })
  const headers = { authorization: `Bearer ${key.secret}` }
  const member = await app.signUp('member', owner)
  const sent = await app.request('POST', '/usage-events', { events: [eventFrom({})] }, { headers })
  assert.deepEqual([sent.status, sent.body?.accepted_count], [200, 1])
  assert.equal((await app.request('POST', '/meters', input, { headers })).body.code, 'auth.not_permitted')
  assert.equal((await member.post('/meters', input)).body.code, 'auth.not_permitted')
})
