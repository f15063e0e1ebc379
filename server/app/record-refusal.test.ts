import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'

const app = await startApp()
const acme = await app.signUp()

test('SEC-131 who is refused for want of a right is in the audit trail, with what they tried', async () => {
  const viewer = await app.signUp('viewer', acme)
  const { status, headers } = await viewer.post('/customers', { name: 'Not mine to add' })
  assert.equal(status, 403)
  const [refused] = (await acme.get('/events?name=access.refused')).body.data
  assert.deepEqual(refused.data, {
    id: viewer.id,
    code: 'auth.not_permitted',
    route: 'POST /api/v1/customers',
  })
  assert.deepEqual([refused.actor_id, refused.request_id], [viewer.id, headers['x-request-id']])
})

test('SEC-131 a stranger is recorded with their own account and cannot fill the trail of another organisation', async () => {
  const stranger = await app.signUp()
  const before = (await acme.events()).length
  const headers = { ...stranger.headers, 'x-organization-id': acme.organization_id }
  const answer = await app.request('GET', '/customers', undefined, { headers })
  assert.equal(answer.body.code, 'auth.not_a_member')
  assert.equal((await acme.events()).length, before)
  const { rows } = await app.admin.query(`select data from app.user_events where user_id = $1 and name = $2`, [
    stranger.id,
    'user.access_refused',
  ])
  assert.deepEqual(rows, [
    {
      data: { code: 'auth.not_a_member', route: 'GET /api/v1/customers', organization_id: acme.organization_id },
    },
  ])
})

test('SEC-131 refusals are recorded ten times a minute at most', async () => {
  const viewer = await app.signUp('viewer', acme)
  for (let n = 0; n < 30; n++) await viewer.post('/customers', { name: 'Again' })
  const count = async () => (await acme.get(`/events?name=access.refused&actor_id=${viewer.id}`)).body.data.length
  assert.equal(await count(), 10)
  app.travelTo('2026-11-22T04:01:00Z')
  await viewer.post('/customers', { name: 'Later' })
  assert.equal(await count(), 11)
})
