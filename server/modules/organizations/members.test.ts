// verbs: update-member remove-member leave-organization
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permissionsOf } from '#modules/auth/permissions.ts'
import { type Person, startApp } from '#test/support.ts'
import { roles } from './schemas.ts'
import { mayManage } from './team-rules.ts'

const { signUp } = await startApp()

const pathOf = (person: Person, who?: { id: string }) =>
  `/organizations/${person.organization_id}/members${who ? `/${who.id}` : ''}`
const grant = (by: Person, who: { id: string }, role: string) => by.patch(pathOf(by, who), { role })
const roleOf = async (person: Person): Promise<string> => (await person.get('/users/me')).body.organizations[0]?.role
type Entry = { id: string; allowed_roles: string[]; is_removable: boolean }

test('SEC-053 nobody may give a role that can do more than their own', () => {
  for (const own of roles)
    for (const role of roles)
      if (mayManage(own, role))
        assert.deepEqual(
          [...permissionsOf(role)].filter((may) => !permissionsOf(own).has(may)),
          [],
          `${own} gives ${role}`,
        )
  assert.ok(mayManage('owner', 'owner') && mayManage('admin', 'admin') && !mayManage('admin', 'owner'))
})

test('an accountant sees money alone, a data protection officer people and events alone', async () => {
  const acme = await signUp()
  const [accountant, dpo] = [await signUp('accountant', acme), await signUp('dpo', acme)]
  const statuses = async (person: Person) =>
    Promise.all(
      ['/customers', '/invoices', '/payments', '/gst/codes', '/events', pathOf(acme)].map(
        async (path) => (await person.get(path)).status,
      ),
    )
  assert.deepEqual(await statuses(accountant), [200, 200, 200, 200, 403, 403])
  assert.deepEqual(await statuses(dpo), [200, 403, 403, 403, 200, 403])
  assert.equal((await accountant.post('/customers', { name: 'Kaki' })).status, 201)
  assert.equal((await dpo.post('/customers', { name: 'Kaki' })).status, 403)
})

test('lists the members with what the one who asks may make of each', async () => {
  const acme = await signUp()
  const [admin, viewer] = [await signUp('admin', acme), await signUp('viewer', acme)]
  const { body } = await admin.get(pathOf(acme))
  const entry = (who: Person) => body.data.find(({ id }: Entry) => id === who.id)
  assert.deepEqual([entry(acme).role, entry(acme).allowed_roles, entry(acme).is_removable], ['owner', [], false])
  const grantable = ['admin', 'member', 'viewer', 'accountant', 'dpo', 'custom']
  assert.deepEqual([entry(viewer).allowed_roles, entry(viewer).is_removable], [grantable, true])
  assert.deepEqual([body.invitable_roles, body.seats_used, body.seat_limit], [grantable, 3, null])
  assert.deepEqual((await viewer.get(pathOf(acme))).body.invitable_roles, [])

  const first = await acme.get(`${pathOf(acme)}?limit=2`)
  const second = await acme.get(`${pathOf(acme)}?limit=2&cursor=${first.body.next_cursor}`)
  assert.deepEqual([first.body.data.length, second.body.data.length, second.body.next_cursor], [2, 1, null])
})

test('a new role holds from the very next request', async () => {
  const acme = await signUp()
  const member = await signUp('member', acme)
  const { status, body } = await grant(acme, member, 'viewer')
  assert.deepEqual([status, body.id, body.role], [200, member.id, 'viewer'])
  const { name, data } = (await acme.events()).at(-1)!
  assert.deepEqual([name, data.role], ['member.updated', 'viewer'])
  assert.equal((await member.post('/customers', { name: 'Kaki' })).status, 403)
})

test('SEC-053 an admin neither makes an owner nor touches one; a member manages nobody', async () => {
  const acme = await signUp()
  const [admin, member] = [await signUp('admin', acme), await signUp('member', acme)]
  const up = await grant(admin, member, 'owner')
  assert.deepEqual([up.status, up.body.code], [403, 'organizations.role_too_high'])
  assert.equal((await grant(admin, admin, 'owner')).body.code, 'organizations.role_too_high')
  assert.equal((await grant(admin, acme, 'viewer')).body.code, 'organizations.role_too_high')
  assert.equal((await admin.delete(pathOf(acme, acme))).body.code, 'organizations.role_too_high')
  assert.equal((await grant(member, member, 'viewer')).body.code, 'auth.not_permitted')
  assert.equal((await grant(admin, member, 'accountant')).status, 200)
})

test('SEC-053 the last owner cannot leave, be demoted or be removed', async () => {
  const acme = await signUp()
  await signUp('admin', acme)
  for (const refused of [
    await acme.post(`/organizations/${acme.organization_id}/leave`),
    await grant(acme, acme, 'admin'),
    await acme.delete(pathOf(acme, acme)),
  ])
    assert.deepEqual([refused.status, refused.body.code], [409, 'organizations.last_owner'])
  const second = await signUp('owner', acme)
  assert.equal((await acme.post(`/organizations/${acme.organization_id}/leave`)).status, 204)
  assert.equal((await second.post(`/organizations/${acme.organization_id}/leave`)).status, 409)
})

test('SEC-053 when two owners demote each other at once, one of them stays owner', async () => {
  for (let round = 0; round < 5; round++) {
    const one = await signUp()
    const two = await signUp('owner', one)
    const answers = await Promise.all([grant(one, two, 'viewer'), grant(two, one, 'viewer')])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403])
    assert.deepEqual([await roleOf(one), await roleOf(two)].sort(), ['owner', 'viewer'])
  }
})

test('SEC-053 when all three owners go at once, one of them stays', async () => {
  const one = await signUp()
  const owners = [one, await signUp('owner', one), await signUp('owner', one)]
  const answers = await Promise.all(owners.map((owner) => owner.post(`/organizations/${one.organization_id}/leave`)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 204, 409])
})

test('who was removed, and who left, is a stranger from the next request on', async () => {
  const acme = await signUp()
  const [removed, leaver] = [await signUp('member', acme), await signUp('dpo', acme)]
  assert.equal((await acme.delete(pathOf(acme, removed))).status, 204)
  assert.equal((await leaver.post(`/organizations/${acme.organization_id}/leave`)).status, 204)
  for (const gone of [removed, leaver]) {
    assert.equal((await gone.get('/customers')).body.code, 'auth.not_a_member')
    assert.equal((await gone.get(`/organizations/${acme.organization_id}`)).status, 404)
  }
  assert.equal((await acme.delete(pathOf(acme, removed))).status, 404)
  const told = (await acme.events()).slice(-2).map(({ name, data }) => [name, data.id])
  assert.deepEqual(told, [
    ['member.removed', removed.id],
    ['member.left', leaver.id],
  ])
})

test('SEC-050 another organisation cannot reach the members of this one', async () => {
  const [acme, beta] = [await signUp(), await signUp()]
  assert.equal((await beta.get(pathOf(acme))).status, 404)
  assert.equal((await grant(beta, acme, 'viewer')).status, 404)
  assert.equal((await beta.patch(pathOf(acme, acme), { role: 'viewer' })).status, 404)
  assert.equal((await beta.delete(pathOf(acme, acme))).status, 404)
  assert.equal(await roleOf(acme), 'owner')
})
