import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closeIfOver } from './end-impersonation.ts'
import { transact } from '#platform/database.ts'
import { signUpOperator } from '#test/operators.ts'
import { address, type Answer, password, type Person, startApp } from '#test/support.ts'

// verbs: grant-support revoke-support impersonate end-impersonation
const app = await startApp()
const { admin, parts, request, signUp, travelTo } = app
const operator = await signUpOperator(app)
const reason = 'The invoice list stays empty'
let hour = 4

/** Each test has an hour of its own, an organisation of its own, and an operator who has just signed in. */
async function meet() {
  travelTo(`2026-11-22T${String(++hour).padStart(2, '0')}:00:00Z`)
  const owner = await signUp()
  const { body } = await request('POST', '/auth/login', { email: operator.email, password })
  operator.headers.authorization = `Bearer ${body.access_token}`
  const inside = { headers: { 'x-organization-id': owner.organization_id } }
  return { owner, inside, team: `/organizations/${owner.organization_id}` }
}
const grant = (owner: Person, changes: object = {}) =>
  owner.post(`/organizations/${owner.organization_id}/support-access`, { hours: 1, reason, ...changes })
const impersonate = (owner: Person, changes: object = {}) =>
  operator.post(`/operator/organizations/${owner.organization_id}/impersonate`, { reason, minutes: 30, ...changes })
const told = ({ status, body }: Answer) => [status, body?.code]

test('SEC-055 nobody of the operator comes into an organisation that did not let them in', async () => {
  const { owner, inside, team } = await meet()
  assert.deepEqual((await owner.get(`${team}/support-access`)).body, { access: null, impersonations: [] })
  assert.deepEqual(told(await impersonate(owner)), [409, 'operator.no_support_access'])
  assert.deepEqual(told(await operator.get('/customers', inside)), [403, 'auth.not_a_member'])
  assert.equal((await operator.get(team)).status, 404)
})

test('SEC-055 who is let in sees what the member sees, and can change nothing', async () => {
  const { owner, inside, team } = await meet()
  await owner.post('/customers', { name: 'Kaki', address })
  assert.equal((await grant(owner)).status, 201)
  const started = await impersonate(owner)
  assert.equal(started.status, 201, started.text)
  const seen = await operator.get('/customers', inside)
  assert.deepEqual(seen.body, (await owner.get('/customers')).body)
  assert.equal((await operator.get(`${team}/members`)).status, 200)
  for (const answer of [
    await operator.post('/customers', { name: 'Mine' }, inside),
    await operator.patch(team, { name: 'Mine' }, { version: 1 }),
    await operator.post(`${team}/support-access`, { hours: 100, reason }),
    await operator.post('/invoice-drafts/preview', {}, inside),
  ])
    assert.deepEqual(told(answer), [403, 'operator.read_only'], answer.text)
  const { rows } = await admin.query(
    `select actor_name, on_behalf_of_name, data ->> 'code' as code from app.events where organization_id = $1 and name = 'access.refused'`,
    [owner.organization_id],
  )
  const refused = { actor_name: 'Siti Operator', on_behalf_of_name: 'Mei Tan', code: 'operator.read_only' }
  assert.deepEqual(rows, [refused, refused, refused, refused])
  const mine = (await operator.get('/users/me')).body.organizations.find(
    ({ id }: { id: string }) => id === owner.organization_id,
  )
  assert.ok(mine.permissions.length > 3 && mine.permissions.every((one: string) => /\.(read|follow)$/.test(one)))
  const { id: _, ...banner } = mine.impersonation
  assert.deepEqual(banner, {
    operator_name: 'Siti Operator',
    user_name: 'Mei Tan',
    reason,
    is_read_only: true,
    started_at: `2026-11-22T0${hour}:00:00Z`,
    ends_at: `2026-11-22T0${hour}:30:00Z`,
  })
})

test('SEC-055 SEC-131 with leave to write, each change bears both names, in the trail that the organisation reads', async () => {
  const { owner, inside, team } = await meet()
  await grant(owner)
  assert.deepEqual(told(await impersonate(owner, { is_read_only: false })), [409, 'operator.look_only'])
  await grant(owner, { is_write_allowed: true })
  const { body: visit } = await impersonate(owner, { is_read_only: false })
  assert.equal((await operator.post('/customers', { name: 'Mended', address }, inside)).status, 201)
  const { rows } = await admin.query(
    `select actor_id, actor_name, on_behalf_of_id, on_behalf_of_name from app.events where organization_id = $1 and name = 'customer.created'`,
    [owner.organization_id],
  )
  assert.deepEqual(rows, [
    { actor_id: operator.id, actor_name: 'Siti Operator', on_behalf_of_id: owner.id, on_behalf_of_name: 'Mei Tan' },
  ])
  for (const answer of [
    await operator.post(`${team}/support-access`, { hours: 100, reason }),
    await operator.post(`${team}/invitations`, { email: 'x@example.com', role: 'viewer' }),
    await operator.post(`${team}/leave`),
    await operator.patch(team, { name: 'Mine' }, { version: 1 }),
  ])
    assert.deepEqual(told(answer), [403, 'auth.not_permitted'], answer.text)
  assert.equal((await operator.post(`/operator/impersonations/${visit.id}/end`)).status, 204)
  for (const person of [owner, operator]) {
    const trail = (await person.events()).filter(({ data }) => data.id === visit.id).map(({ name }) => name)
    assert.deepEqual(trail, ['impersonation.started', 'impersonation.ended'])
  }
})

test('SEC-055 it ends by itself, never later than the access, and the trails say so', async () => {
  const { owner, inside } = await meet()
  await grant(owner)
  travelTo(`2026-11-22T0${hour}:40:00Z`)
  const { body: session } = await request('POST', '/auth/login', { email: operator.email, password })
  operator.headers.authorization = `Bearer ${session.access_token}`
  const { body: visit } = await impersonate(owner, { minutes: 60 })
  assert.equal(visit.ends_at, new Date(Date.UTC(2026, 10, 22, hour + 1)).toISOString().replace('.000', ''))
  // Tokens end before the hour does; what must not come in afterwards is the same session with a new one.
  const enter = async (at: string) => {
    travelTo(at)
    const { body: pair } = await request('POST', '/auth/refresh', { refresh_token: session.refresh_token })
    session.refresh_token = pair.refresh_token
    const headers = { ...inside.headers, authorization: `Bearer ${pair.access_token}` }
    return request('GET', '/customers', undefined, { headers })
  }
  const end = Temporal.Instant.from(visit.ends_at)
  assert.equal((await enter(end.subtract({ seconds: 1 }).toString())).status, 200)
  assert.deepEqual(told(await enter(visit.ends_at)), [403, 'auth.not_a_member'])
  const ctx = { actor: undefined, request_id: null, ip: null, user_agent: null, now: parts.clock() }
  const close = () => transact(parts.pool, undefined, (tx) => closeIfOver({ ...ctx, db: tx }, visit.id))
  await close()
  await close()
  const ended = (await owner.events()).filter(({ name }) => name === 'impersonation.ended')
  assert.deepEqual(
    ended.map(({ data }) => data.id),
    [visit.id],
  )
})

test('SEC-055 the organisation shows them out at once', async () => {
  const { owner, inside, team } = await meet()
  await grant(owner)
  await impersonate(owner)
  assert.equal((await operator.get('/customers', inside)).status, 200)
  const { body } = await owner.post(`${team}/support-access/revoke`)
  assert.deepEqual([body.access, body.impersonations[0].operator_name], [null, 'Siti Operator'])
  assert.ok(body.impersonations[0].ended_at)
  assert.deepEqual(told(await operator.get('/customers', inside)), [403, 'auth.not_a_member'])
  assert.deepEqual(told(await impersonate(owner)), [409, 'operator.no_support_access'])
  const names = (await owner.events()).map(({ name }) => name)
  assert.deepEqual(names.slice(-4), [
    'support.granted',
    'impersonation.started',
    'support.revoked',
    'impersonation.ended',
  ])
})

test('SEC-055 whoever begins while the access is taken back is not in afterwards', async () => {
  const { owner, inside, team } = await meet()
  for (let i = 0; i < 5; i++) {
    await grant(owner)
    await Promise.all([impersonate(owner), owner.post(`${team}/support-access/revoke`)])
    assert.deepEqual(told(await operator.get('/customers', inside)), [403, 'auth.not_a_member'])
  }
})

test('SEC-055 an operator who logs out is gone from there, too, and the organisation sees it', async () => {
  const { owner, team } = await meet()
  await grant(owner)
  await impersonate(owner)
  const latest = async () => (await owner.get(`${team}/support-access`)).body.impersonations[0]
  assert.equal((await latest()).ended_at, null)
  assert.equal((await operator.post('/auth/logout')).status, 204)
  assert.equal((await latest()).ended_at, `2026-11-22T${String(hour).padStart(2, '0')}:00:00Z`)
})

test('SEC-055 only the session that began it is let in, and only for as long as its owner is an operator', async () => {
  const { owner, inside } = await meet()
  await grant(owner)
  const { body: visit } = await impersonate(owner)
  const { body } = await request('POST', '/auth/login', { email: operator.email, password })
  const other = { headers: { authorization: `Bearer ${body.access_token}`, ...inside.headers } }
  assert.deepEqual(told(await request('GET', '/customers', undefined, other)), [403, 'auth.not_a_member'])
  assert.equal((await operator.get('/customers', inside)).status, 200)

  const colleague = await signUp('admin', operator)
  assert.equal((await colleague.post(`/operator/impersonations/${visit.id}/end`)).status, 404)
  const demote = (role: string) =>
    admin.query('update app.memberships set role = $2 where user_id = $1', [operator.id, role])
  await demote('member')
  assert.deepEqual(told(await operator.get('/customers', inside)), [403, 'auth.not_a_member'])
  await demote('owner')
})

test('SEC-055 nobody stands in for a member who is disabled or has left, and the rights are those of today', async () => {
  const { owner, inside } = await meet()
  const member = await signUp('admin', owner)
  await grant(owner)
  assert.equal((await impersonate(owner, { user_id: member.id })).status, 201)
  const read = (path: string) => operator.get(path, inside)
  assert.equal((await read('/api-keys')).status, 200)
  await admin.query(`update app.memberships set role = 'accountant' where user_id = $1`, [member.id])
  assert.deepEqual(told(await read('/api-keys')), [403, 'auth.not_permitted'])
  assert.equal((await read('/invoices')).status, 200)
  await admin.query('update app.users set disabled_at = now() where id = $1', [member.id])
  assert.deepEqual(told(await read('/invoices')), [403, 'auth.not_a_member'])
  await admin.query('update app.users set disabled_at = null where id = $1', [member.id])
  assert.equal((await read('/invoices')).status, 200)
  await admin.query('delete from app.memberships where user_id = $1', [member.id])
  assert.deepEqual(told(await read('/invoices')), [403, 'auth.not_a_member'])
})

test('SEC-055 an operator stands in for members alone, with the rights of each', async () => {
  const { owner, inside } = await meet()
  const accountant = await signUp('accountant', owner)
  const stranger = await signUp()
  await grant(owner)
  assert.equal((await impersonate(owner, { user_id: stranger.id })).status, 404)
  assert.equal((await impersonate(owner, { user_id: accountant.id })).status, 201)
  assert.equal((await operator.get('/invoices', inside)).status, 200)
  assert.deepEqual(told(await operator.get('/events', inside)), [403, 'auth.not_permitted'])
  const own = await operator.post(`/operator/organizations/${operator.organization_id}/impersonate`, {
    reason,
    minutes: 5,
  })
  assert.deepEqual(told(own), [409, 'operator.already_member'])
})

test('SEC-055 owners and admins alone let the operator in, after a fresh proof of who they are', async () => {
  const { owner } = await meet()
  for (const role of ['member', 'viewer', 'accountant', 'dpo'] as const)
    assert.deepEqual(told(await grant(await signUp(role, owner))), [403, 'auth.not_permitted'], role)
  assert.equal((await grant(await signUp('admin', owner))).status, 201)
  const grow_old = `update app.sessions set authenticated_at = authenticated_at - interval '11 minutes' where user_id in ($1, $2)`
  await admin.query(grow_old, [owner.id, operator.id])
  assert.deepEqual(told(await grant(owner)), [403, 'auth.step_up_required'])
  assert.deepEqual(told(await impersonate(owner)), [403, 'auth.step_up_required'])
})
