import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { readStream } from '#test/stream-reader.ts'

const app = await startApp({ heartbeat_ms: 100 })
const base = await app.app.listen({ host: '127.0.0.1', port: 0 })
const acme = await app.signUp()
const beta = await app.signUp()
// Starts the dispatcher, which other people's changes go through.
await app.settle()

test('tells everybody in the organisation what changed and nobody else, and nothing of what it holds', async () => {
  const viewer = await app.signUp('viewer', acme)
  const [theirs, others] = [await readStream(base, viewer.headers), await readStream(base, beta.headers)]
  const heard = theirs.hears('customer.created')
  const { body } = await acme.post('/customers', { name: 'Kopi Kaki', email: 'kopi@example.com' })

  await heard
  assert.deepEqual(theirs.heard.at(-1), {
    event: 'changed',
    data: { name: 'customer.created', kind: 'customer', subject_id: body.id },
  })
  const own = others.hears('customer.created')
  await beta.post('/customers', { name: 'Teh Tarik' })
  await own
  assert.ok(others.heard.every(({ data }) => data.subject_id !== body.id))
  theirs.leave()
  others.leave()
})

test('is refused to who is not signed in, or belongs to another organisation', async () => {
  const ask = (headers: Record<string, string>) => app.request('GET', '/events/stream', undefined, { headers })
  assert.equal((await ask({})).status, 401)
  const stranger = { ...beta.headers, 'x-organization-id': acme.organization_id }
  assert.equal((await ask(stranger)).body.code, 'auth.not_a_member')
})

test('ends with the session, the membership or the access token it was opened with', async () => {
  const [leaver, removed, late] = [
    await app.signUp('member', acme),
    await app.signUp('member', acme),
    await app.signUp('member', acme),
  ]
  const streams = [
    await readStream(base, leaver.headers),
    await readStream(base, removed.headers),
    await readStream(base, late.headers),
  ] as const
  const stays = await readStream(base, acme.headers)

  await leaver.post('/auth/logout')
  await streams[0].ended
  await app.admin.query('delete from app.memberships where user_id = $1', [removed.id])
  await streams[1].ended
  const heard = stays.hears('customer.created')
  await acme.post('/customers', { name: 'Still here' })
  await heard
  app.travelTo('2026-11-22T04:11:00Z')
  await streams[2].ended
  await stays.ended
})

test('is open twenty times for a person at most', async () => {
  const busy = await app.signUp('member', acme)
  const streams = await Promise.all(Array.from({ length: 20 }, () => readStream(base, busy.headers)))
  const refused = await busy.get('/events/stream')
  assert.deepEqual([refused.status, refused.body.code], [429, 'events.too_many_streams'])
  assert.equal(refused.headers['retry-after'], '30')
  for (const { leave } of streams) leave()
})

test('does not keep a server from stopping', async () => {
  const person = await app.signUp('member', acme)
  const stream = await readStream(base, person.headers)
  const began = performance.now()
  await app.app.close()
  await stream.ended
  assert.ok(performance.now() - began < 1_000, `${performance.now() - began} ms`)
})
