// verbs: create-role update-role delete-role choose-role
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { complete, keptPermissions } from '#modules/auth/role-catalogue.ts'
import { roles } from '#modules/organizations/schemas.ts'
import { type Answer, type Person, startApp } from '#test/support.ts'
import { customRolesMax } from './rules.ts'

const { admin: database, signUp, travelTo } = await startApp()

const sales = { name: 'Sales assistant', description: 'Prepares, never issues', permissions: ['invoices.write'] }
const pathOf = (person: Person, id = '') => `/organizations/${person.organization_id}/roles${id && `/${id}`}`
const make = (person: Person, changes: object = {}) => person.post(pathOf(person), { ...sales, ...changes })
const give = (by: Person, who: { id: string }, custom_role_id: string) =>
  by.patch(`/organizations/${by.organization_id}/members/${who.id}`, { role: 'custom', custom_role_id })
const told = ({ status, body }: Answer) => [status, body?.code]

test('makes a role with what its permissions need, and records it', async () => {
  const acme = await signUp()
  const { status, body } = await make(acme, { name: '  Sales   assistant ' })
  assert.equal(status, 201)
  assert.deepEqual(
    [body.name, body.description, body.permissions, body.version],
    ['Sales assistant', sales.description, complete(['invoices.write']), 1],
  )
  const { name, data } = (await acme.events()).at(-1)!
  assert.deepEqual([name, data], ['role.created', body])
  assert.deepEqual((await acme.get(pathOf(acme, body.id))).body, {
    ...body,
    members_count: 0,
    invitations_count: 0,
    members: [],
  })
})

test('lists the six roles and those that the organisation made, with words, permissions and how many hold each', async () => {
  const acme = await signUp()
  const member = await signUp('member', acme)
  const { body: made } = await make(acme)
  await give(acme, member, made.id)
  await acme.post(`/organizations/${acme.organization_id}/invitations`, {
    email: 'grace@example.com',
    role: 'custom',
    custom_role_id: made.id,
  })
  const { data, grantable_permissions } = (await acme.get(pathOf(acme))).body
  assert.deepEqual(
    data.map(({ role, name }: { role: string; name: string }) => `${role}: ${name}`).slice(0, roles.length),
    [
      'owner: Owner',
      'admin: Admin',
      'member: Member',
      'viewer: Viewer',
      'accountant: Accountant',
      'dpo: Data protection officer',
    ],
  )
  assert.deepEqual([data[0].members_count, data[2].members_count], [1, 0])
  assert.deepEqual(data.at(-1), {
    role: 'custom',
    custom_role_id: made.id,
    name: 'Sales assistant',
    description: sales.description,
    permissions: made.permissions,
    members_count: 1,
    invitations_count: 1,
  })
  const [first] = grantable_permissions
  assert.deepEqual(first, { permission: 'customers.read', area: 'Customers', label: 'See customers', needs: [] })
})

test('changes a role only as it was last seen, with before and after on record', async () => {
  const acme = await signUp()
  const { body: made } = await make(acme)
  const path = pathOf(acme, made.id)
  const changes = { permissions: ['customers.read'], name: 'Greeter' }
  assert.deepEqual(told(await acme.patch(path, changes)), [428, 'request.if_match_required'])
  const changed = await acme.patch(path, changes, { version: 1 })
  assert.deepEqual([changed.status, changed.body.version, changed.body.name], [200, 2, 'Greeter'])
  assert.deepEqual(told(await acme.patch(path, { name: 'Late' }, { version: 1 })), [412, 'request.stale_version'])
  const [event] = (await acme.get('/events?limit=1')).body.data
  assert.deepEqual(
    [event.name, event.changes],
    [
      'role.updated',
      {
        name: { before: 'Sales assistant', after: 'Greeter' },
        permissions: { before: made.permissions, after: complete(['customers.read']) },
      },
    ],
  )
})

test('SEC-053 neither owner nor admin can put into a role what stays with them, what only owners have, or what runs the installation', async () => {
  const acme = await signUp()
  const admin = await signUp('admin', acme)
  for (const maker of [acme, admin])
    for (const permission of [...keptPermissions, 'operator.read', 'operator.write', 'everything']) {
      const { status, body } = await make(maker, { permissions: ['customers.read', permission] })
      assert.deepEqual([status, body.code], [422, 'organizations.permission_not_grantable'], permission)
      assert.equal(body.errors[0].pointer, '/permissions/1')
    }
  const { body: made } = await make(admin)
  const more = await admin.patch(pathOf(admin, made.id), { permissions: ['ownership.transfer'] }, { version: 1 })
  assert.equal(more.status, 422)
  assert.deepEqual((await acme.get(pathOf(acme, made.id))).body.permissions, made.permissions)
})

test('refuses a name that is taken, whatever its capitals, and those of the six', async () => {
  const acme = await signUp()
  const beta = await signUp()
  const { body: made } = await make(acme)
  const other = (await make(acme, { name: 'Greeter' })).body
  for (const name of ['SALES assistant', ' sales  Assistant', 'Owner', 'data protection OFFICER'])
    assert.deepEqual(told(await make(acme, { name })), [409, 'organizations.role_name_taken'], name)
  const renamed = await acme.patch(pathOf(acme, other.id), { name: 'Sales Assistant' }, { version: 1 })
  assert.deepEqual(told(renamed), [409, 'organizations.role_name_taken'])
  assert.equal((await acme.patch(pathOf(acme, made.id), { name: 'SALES assistant' }, { version: 1 })).status, 200)
  assert.equal((await make(beta)).status, 201)
})

test('keeps a role that somebody holds or is invited to, and says who; then lets it go', async () => {
  const acme = await signUp()
  const member = await signUp('member', acme)
  const { body: made } = await make(acme)
  await give(acme, member, made.id)
  const team = `/organizations/${acme.organization_id}`
  const guest = { email: 'grace@example.com', role: 'custom', custom_role_id: made.id }
  const { body: invitation } = await acme.post(`${team}/invitations`, guest)
  assert.deepEqual([invitation.role, invitation.role_name], ['custom', 'Sales assistant'])
  const held = await acme.delete(pathOf(acme, made.id))
  assert.deepEqual(told(held), [409, 'organizations.role_in_use'])
  assert.match(held.body.detail, /held by Mei Tan and offered to grace@example\.com/)

  await acme.patch(`${team}/members/${member.id}`, { role: 'member' })
  assert.match((await acme.delete(pathOf(acme, made.id))).body.detail, /This role is offered to grace/)
  // An invitation that nobody can accept any more holds nothing.
  travelTo('2026-11-29T04:00:01Z')
  assert.equal((await acme.delete(pathOf(acme, made.id))).status, 204)
  assert.equal((await acme.get(pathOf(acme, made.id))).status, 404)
  assert.equal((await acme.events()).at(-1)!.name, 'role.deleted')
  travelTo('2026-11-22T04:00:00Z')
})

test('SEC-053 a role of another organisation can be neither seen, changed, deleted nor given', async () => {
  const [acme, beta] = [await signUp(), await signUp()]
  const member = await signUp('member', beta)
  const { body: made } = await make(acme)
  const at = (path: string) => `/organizations/${beta.organization_id}/${path}`
  assert.deepEqual(
    [
      (await beta.get(at(`roles/${made.id}`))).status,
      (await beta.patch(at(`roles/${made.id}`), { name: 'Mine' }, { version: 1 })).status,
      (await beta.delete(at(`roles/${made.id}`))).status,
    ],
    [404, 404, 404],
  )
  const given = await give(beta, member, made.id)
  assert.deepEqual(told(given), [422, 'organizations.role_unclear'])
  assert.equal(given.body.errors[0].code, 'not_found')
  const invited = await beta.post(at('invitations'), {
    email: 'a@example.com',
    role: 'custom',
    custom_role_id: made.id,
  })
  assert.deepEqual(told(invited), [422, 'organizations.role_unclear'])
})

test('asks for the id with a custom role and refuses one with the six', async () => {
  const acme = await signUp()
  const member = await signUp('member', acme)
  const path = `/organizations/${acme.organization_id}/members/${member.id}`
  const { body: made } = await make(acme)
  for (const [body, code] of [
    [{ role: 'custom' }, 'required'],
    [{ role: 'viewer', custom_role_id: made.id }, 'not_allowed'],
  ] as const) {
    const answer = await acme.patch(path, body)
    assert.deepEqual([...told(answer), answer.body.errors[0].code], [422, 'organizations.role_unclear', code])
  }
})

test('only owners and admins make roles, others of the business see them, strangers neither', async () => {
  const acme = await signUp()
  const { body: made } = await make(acme)
  for (const role of roles) {
    const person = await signUp(role, acme)
    const [makes, sees] = [await make(person, { name: role + ' made' }), await person.get(pathOf(acme, made.id))]
    assert.equal(makes.status, ['owner', 'admin'].includes(role) ? 201 : 403, role)
    assert.equal(sees.status, ['accountant', 'dpo'].includes(role) ? 403 : 200, role)
  }
  const stranger = await signUp()
  assert.equal((await stranger.get(pathOf(acme, made.id))).status, 404)
})

test('SEC-028 making, changing and deleting a role want a fresh proof', async () => {
  const acme = await signUp()
  const { body: made } = await make(acme)
  await database.query(`update app.sessions set authenticated_at = '2026-11-22T03:49:59Z' where user_id = $1`, [
    acme.id,
  ])
  const answers = [
    await make(acme, { name: 'Greeter' }),
    await acme.patch(pathOf(acme, made.id), { name: 'Greeter' }, { version: 1 }),
    await acme.delete(pathOf(acme, made.id)),
  ]
  for (const answer of answers) assert.deepEqual(told(answer), [403, 'auth.step_up_required'])
})

test('an organisation makes so many roles and no more', async () => {
  const acme = await signUp()
  for (let i = 0; i < customRolesMax; i++) assert.equal((await make(acme, { name: `Role ${i}` })).status, 201)
  assert.deepEqual(told(await make(acme)), [409, 'organizations.too_many_roles'])
})
