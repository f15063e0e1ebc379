import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'

const { signUp, admin } = await startApp()

const pathOf = ({ organization_id }: Person) => `/organizations/${organization_id}/security`
const required = { require_second_factor: true }
/** As if this person had signed in with a second factor. */
const withSecondFactor = ({ id }: Person) =>
  admin.query('update app.sessions set has_second_factor = true where user_id = $1', [id])
const proveLongAgo = ({ id }: Person) =>
  admin.query(
    `update app.sessions set authenticated_at = authenticated_at - interval '11 minutes' where user_id = $1`,
    [id],
  )

test('an organisation that requires a second factor lets in no session without one, from the next request on', async () => {
  const acme = await signUp()
  const member = await signUp('member', acme)
  await withSecondFactor(acme)
  const { status, body } = await acme.patch(pathOf(acme), required, { version: 1 })
  assert.deepEqual([status, body.require_second_factor, body.version], [200, true, 2])
  assert.equal((await acme.get('/customers')).status, 200)

  for (const refused of [
    await member.get('/customers'),
    await member.post('/customers', { name: 'Kaki' }),
    await member.get(`/organizations/${acme.organization_id}`),
  ])
    assert.deepEqual([refused.status, refused.body.code], [403, 'auth.second_factor_required'])
  assert.equal((await member.get('/users/me')).status, 200)

  await withSecondFactor(member)
  assert.equal((await member.get('/customers')).status, 200)
})

test('does not tell a stranger that a second factor is required', async () => {
  const [acme, beta] = [await signUp(), await signUp()]
  await withSecondFactor(acme)
  await acme.patch(pathOf(acme), required, { version: 1 })
  assert.equal((await beta.get(`/organizations/${acme.organization_id}`)).status, 404)
  assert.equal((await beta.get('/customers')).status, 200)
})

test('only an owner or admin with a second factor requires it of others, so that nobody locks themselves out', async () => {
  const acme = await signUp()
  const [boss, member] = [await signUp('admin', acme), await signUp('member', acme)]
  assert.equal((await member.patch(pathOf(acme), required, { version: 1 })).body.code, 'auth.not_permitted')
  const early = await boss.patch(pathOf(acme), required, { version: 1 })
  assert.deepEqual([early.status, early.body.code], [409, 'organizations.second_factor_first'])
  await withSecondFactor(boss)
  assert.equal((await boss.patch(pathOf(acme), required, { version: 1 })).status, 200)
  assert.equal((await boss.patch(pathOf(acme), required, { version: 1 })).status, 412)
})

test('roles, invitations, ownership and security want a fresh proof of who asks', async () => {
  const acme = await signUp()
  const member = await signUp('member', acme)
  await proveLongAgo(acme)
  const team = `/organizations/${acme.organization_id}`
  for (const refused of [
    await acme.patch(`${team}/members/${member.id}`, { role: 'admin' }),
    await acme.post(`${team}/invitations`, { email: 'guest@example.com', role: 'viewer' }),
    await acme.post(`${team}/transfer-ownership`, { user_id: member.id }),
    await acme.patch(pathOf(acme), { require_second_factor: false }, { version: 1 }),
  ])
    assert.deepEqual([refused.status, refused.body.code], [403, 'auth.step_up_required'])
  assert.equal((await acme.get(`${team}/members`)).status, 200)
})
