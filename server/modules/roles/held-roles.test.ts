import assert from 'node:assert/strict'
import { test } from 'node:test'
import { programFor } from '#modules/api-keys/api-key-fixture.ts'
import { complete, grantable } from '#modules/auth/role-catalogue.ts'
import { signInFixture } from '#modules/auth/sign-in-fixture.ts'
import { signUpOperator } from '#test/operators.ts'
import { address, type Person, startApp } from '#test/support.ts'

const app = await startApp()
const { admin, request, signUp, newUser } = app
const { mailTo } = signInFixture(app)

const teamOf = (person: Person, rest: string) => `/organizations/${person.organization_id}/${rest}`
async function makeRole(owner: Person, permissions: string[], name = 'Sales assistant') {
  const { status, body, text } = await owner.post(teamOf(owner, 'roles'), { name, permissions })
  assert.equal(status, 201, text)
  return body as { id: string; permissions: string[] }
}
const give = (owner: Person, who: { id: string }, custom_role_id: string) =>
  owner.patch(teamOf(owner, `members/${who.id}`), { role: 'custom', custom_role_id })
const change = (owner: Person, id: string, version: number, permissions: string[]) =>
  owner.patch(teamOf(owner, `roles/${id}`), { permissions }, { version })

/** Somebody with a role that allows this. */
async function withRole(...permissions: string[]) {
  const owner = await signUp()
  const holder = await signUp('viewer', owner)
  const role = await makeRole(owner, permissions)
  assert.equal((await give(owner, holder, role.id)).status, 200)
  return { owner, holder, role }
}
const codeOf = async (answer: ReturnType<Person['get']>) => (await answer).body?.code
const opens = async (answer: ReturnType<Person['get']>) => (await codeOf(answer)) !== 'auth.not_permitted'

/** What each asks for that can be asked without a body; the walk of the routes asks everything. */
const requests: Record<string, (person: Person) => ReturnType<Person['get']>> = {
  'customers.read': ({ get }) => get('/customers'),
  'customers.write': ({ post }) => post('/customers'),
  'invoices.read': ({ get }) => get('/invoices'),
  'invoices.write': ({ post }) => post('/invoice-drafts'),
  'invoices.issue': ({ post }) => post('/invoices'),
  'gst.read': ({ get }) => get('/gst/codes'),
  'payments.read': ({ get }) => get('/payments'),
  'payments.write': ({ post }) => post('/payments'),
  'events.read': ({ get }) => get('/events'),
  'events.verify': ({ post }) => post('/events/verify'),
  'organizations.write': (person) => person.patch(teamOf(person, '').slice(0, -1), {}, { version: 1 }),
  'members.read': (person) => person.get(teamOf(person, 'members')),
  'invitations.read': (person) => person.get(teamOf(person, 'invitations')),
  'roles.read': (person) => person.get(teamOf(person, 'roles')),
  'api_keys.read': ({ get }) => get('/api-keys'),
  'api_keys.write': ({ post }) => post('/api-keys'),
}

test('SEC-049 a custom role opens what it allows and nothing else, permission by permission', async () => {
  const { owner, holder, role } = await withRole('customers.read')
  for (const [i, { permission }] of grantable.entries()) {
    assert.equal((await change(owner, role.id, i + 1, [permission])).status, 200)
    const allowed = complete([permission])
    for (const [asked, ask] of Object.entries(requests))
      assert.equal(await opens(ask(holder)), allowed.includes(asked), `${asked} with ${permission}`)
  }
})

test('SEC-037 a permission that is taken out of a role is gone with the next request of all who hold it', async () => {
  const { owner, holder, role } = await withRole('customers.write', 'payments.write')
  const other = await signUp('viewer', owner)
  await give(owner, other, role.id)
  for (const person of [holder, other])
    assert.equal((await person.post('/customers', { name: 'Kaki', address })).status, 201)
  await change(owner, role.id, 1, ['customers.read'])
  for (const person of [holder, other]) {
    assert.equal(await codeOf(person.post('/customers', { name: 'Kaki', address })), 'auth.not_permitted')
    assert.equal((await person.get('/customers')).status, 200)
    const [mine] = (await person.get('/users/me')).body.organizations
    assert.deepEqual(
      [mine.role, mine.role_name, mine.permissions],
      ['custom', 'Sales assistant', complete(['customers.read'])],
    )
  }
})

test('SEC-053 who holds a custom role manages nobody, whatever it allows', async () => {
  const { owner, holder, role } = await withRole(...grantable.map(({ permission }) => permission))
  const viewer = await signUp('viewer', owner)
  const { body } = await holder.get(teamOf(owner, 'members'))
  assert.deepEqual(
    [body.invitable_roles, body.data.flatMap((each: { allowed_roles: string[] }) => each.allowed_roles)],
    [[], []],
  )
  assert.equal(await codeOf(give(holder, holder, role.id)), 'auth.not_permitted')
  assert.equal(await codeOf(holder.delete(teamOf(owner, `members/${viewer.id}`))), 'auth.not_permitted')
  assert.equal(await codeOf(change(holder, role.id, 1, [])), 'auth.not_permitted')
})

test('the members and the mail say what the role is called; who accepts holds it as it is by then', async () => {
  const { owner, role } = await withRole('customers.read')
  const guest = await newUser('Grace Ong')
  const invitation = { email: guest.email, role: 'custom', custom_role_id: role.id }
  assert.equal((await owner.post(teamOf(owner, 'invitations'), invitation)).status, 201)
  await change(owner, role.id, 1, ['payments.read'])
  const { text } = (await mailTo(guest.email)).at(-1)!
  assert.match(text, /as “Sales assistant”\./)
  const token = /\/invitations\/(nxi_[\w-]+)/.exec(text)![1]!
  const preview = await request('POST', '/invitations/preview', { token })
  assert.deepEqual([preview.body.role, preview.body.role_name], ['custom', 'Sales assistant'])
  const headers = { authorization: guest.authorization }
  const accepted = await request('POST', '/invitations/accept', { token }, { headers })
  assert.deepEqual([accepted.status, accepted.body.custom_role_id], [200, role.id])
  const inside = { headers: { ...headers, 'x-organization-id': owner.organization_id } }
  assert.equal((await request('GET', '/payments', undefined, inside)).status, 200)
  const { data } = (await owner.get(teamOf(owner, 'members'))).body
  const grace = data.find(({ id }: { id: string }) => id === guest.id)
  assert.deepEqual([grace.role, grace.custom_role_id, grace.role_name], ['custom', role.id, 'Sales assistant'])
})

test('SEC-044 a key does no more than the custom role of its creator allows today', async () => {
  const { owner, holder, role } = await withRole('api_keys.write', 'customers.write')
  const beyond = await holder.post('/api-keys', { name: 'Export', scopes: ['payments.read'] })
  assert.deepEqual([beyond.status, beyond.body.code], [403, 'api_keys.beyond_role'])
  const program = await programFor(app, holder, { scopes: ['customers.read', 'customers.write'] })
  assert.equal((await program.post('/customers', { name: 'Kaki', address })).status, 201)
  await change(owner, role.id, 1, ['customers.read'])
  assert.equal((await program.post('/customers', { name: 'Kaki', address })).body.code, 'auth.not_permitted')
  assert.equal((await program.get('/customers')).status, 200)
  const [listed] = (await owner.get('/api-keys')).body.data
  assert.deepEqual(listed.usable_scopes, ['customers.read'])
  await change(owner, role.id, 2, [])
  assert.equal((await program.get('/customers')).status, 401)
})

test('SEC-055 an operator who stands in for somebody with a custom role sees what that role shows', async () => {
  const { owner, holder } = await withRole('customers.write')
  const operator = await signUpOperator(app)
  const reason = 'The list stays empty'
  await owner.post(teamOf(owner, 'support-access'), { hours: 1, reason, is_write_allowed: true })
  const into = `/operator/organizations/${owner.organization_id}/impersonate`
  const stand = { reason, minutes: 5, user_id: holder.id, is_read_only: false }
  assert.equal((await operator.post(into, stand)).status, 201)
  const inside = { headers: { 'x-organization-id': owner.organization_id } }
  assert.equal((await operator.get('/customers', inside)).status, 200)
  assert.equal(await codeOf(operator.get('/invoices', inside)), 'auth.not_permitted')
  assert.equal((await operator.post('/customers', { name: 'Kaki', address }, inside)).status, 201)
  const mine = (await operator.get('/users/me')).body.organizations.find(
    ({ id }: { id: string }) => id === owner.organization_id,
  )
  assert.deepEqual([mine.role_name, mine.permissions.includes('customers.write')], ['Sales assistant', true])
})

test('who had a custom role can become owner, and has it no more', async () => {
  const { owner, holder, role } = await withRole('customers.read')
  await owner.post(teamOf(owner, 'transfer-ownership'), { user_id: holder.id })
  assert.equal((await holder.post(teamOf(owner, 'transfer-ownership/accept'))).status, 200)
  const [mine] = (await holder.get('/users/me')).body.organizations
  assert.deepEqual([mine.role, mine.custom_role_id], ['owner', null])
  assert.equal((await holder.delete(teamOf(owner, `roles/${role.id}`))).status, 204)
})

test('a role that is deleted while it is given is either held or gone, never both', async () => {
  const { owner, holder } = await withRole('customers.read')
  const outcomes = new Set<string>()
  for (let i = 0; i < 8; i++) {
    const role = await makeRole(owner, ['customers.read'], `Role ${i}`)
    const path = teamOf(owner, `roles/${role.id}`)
    const both = [() => give(owner, holder, role.id), () => owner.delete(path)]
    const [given, gone] = await Promise.all(i % 2 ? both.map((ask) => ask()) : both.toReversed().map((ask) => ask()))
    const statuses = (i % 2 ? [given, gone] : [gone, given]).map((answer) => answer!.status)
    assert.ok(['200,409', '422,204'].includes(statuses.join()), statuses.join())
    assert.equal((await owner.get(path)).status, statuses[0] === 200 ? 200 : 404)
    outcomes.add(statuses.join())
  }
  assert.ok(outcomes.size > 0)
})

test('SEC-053 the database keeps what a member may do the same as the role says', async () => {
  const { holder, role } = await withRole('customers.read')
  const set = (columns: string) => admin.query(`update app.memberships set ${columns} where user_id = $1`, [holder.id])
  await assert.rejects(set(`permissions = '["ownership.transfer"]'`), /memberships_custom_role"/)
  await assert.rejects(set(`custom_role_id = null`), /memberships_custom_role_whole/)
  await assert.rejects(set(`role = 'owner'`), /memberships_custom_role_whole/)
  await assert.rejects(
    admin.query('delete from app.custom_roles where id = $1', [role.id]),
    /violates foreign key constraint "memberships_custom_role"/,
  )
})
