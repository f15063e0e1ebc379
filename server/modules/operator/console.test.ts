import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signUpOperator } from '#test/operators.ts'
import { address, password, startApp } from '#test/support.ts'

// verbs: start-password-reset disable-user disable-organization resolve-uen-claim release-uen
const app = await startApp()
const { admin, request, signUp, newUser, settle, travelTo } = app
const operator = await signUpOperator(app)
const acme = await signUp('owner', undefined, { name: 'Kopi Acme Pte. Ltd.' })
const beta = await signUp()
const member = await signUp('member', acme)
const reason = 'Unpaid since March'

const mailTo = async (email: string) => {
  await settle()
  return (await admin.query('select subject, text_body from app.mailbox_messages where recipient = $1', [email])).rows
}

test('the operator sees every organisation with its people and invoices, page by page', async () => {
  const customer = await acme.post('/customers', { name: 'Kaki', address })
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]
  for (const key of ['first', 'second']) await acme.post('/invoices', { customer_id: customer.body.id, lines }, { key })
  const { status, body, text } = await operator.get('/operator/organizations?q=kopi%20acme')
  assert.equal(status, 200, text)
  const [found, ...rest] = body.data
  assert.deepEqual(rest, [])
  const { id, members_count, invoices_count, has_support_access, disabled_at } = found
  assert.deepEqual(
    { id, members_count, invoices_count, has_support_access, disabled_at },
    { id: acme.organization_id, members_count: 2, invoices_count: 2, has_support_access: false, disabled_at: null },
  )
  const first = await operator.get('/operator/organizations?limit=2')
  const second = await operator.get(`/operator/organizations?limit=2&cursor=${first.body.next_cursor}`)
  const ids = [...first.body.data, ...second.body.data].map((each: { id: string }) => each.id)
  assert.deepEqual(ids, [beta.organization_id, acme.organization_id, operator.organization_id])
  assert.equal(second.body.next_cursor, null)
})

test('the page of an organisation has its members and its plan, and nothing of its business', async () => {
  const { body } = await operator.get(`/operator/organizations/${acme.organization_id}`)
  assert.deepEqual(
    body.members.map(({ email, role }: { email: string; role: string }) => [email, role]),
    [
      [acme.email, 'owner'],
      [member.email, 'member'],
    ],
  )
  assert.deepEqual(
    [body.seat_limit, body.is_operators, body.support],
    [null, false, { access: null, impersonations: [] }],
  )
  assert.equal((await operator.get(`/operator/organizations/${crypto.randomUUID()}`)).status, 404)
})

test('SEC-012 the operator finds people and sees neither password nor secret of theirs, under any name', async () => {
  const { body, text } = await operator.get(`/operator/users?q=${acme.email.slice(0, 20)}`)
  assert.equal(body.data[0].email, acme.email)
  const page = await operator.get(`/operator/users/${acme.id}`)
  assert.deepEqual(page.body.organizations[0].name, 'Kopi Acme Pte. Ltd.')
  assert.equal(page.body.sessions_count, 1)
  const { rows } = await admin.query('select password_hash from app.users where id = $1', [acme.id])
  for (const answer of [text, page.text]) {
    assert.ok(!answer.includes(rows[0].password_hash))
    assert.doesNotMatch(answer, /password|hash|token|secret/)
  }
  const document = (await request('GET', '/api/v1/openapi.json')).body
  const inConsole = Object.entries<Record<string, object>>(document.paths)
    .filter(([path]) => path.includes('/operator/'))
    .map(([, operations]) => JSON.stringify(operations).match(/#\/components\/schemas\/\w+/g) ?? [])
  const names = new Set(inConsole.flat().map((reference) => reference.split('/').at(-1)!))
  for (const name of names) {
    const fields = Object.keys(document.components.schemas[name].properties ?? {})
    assert.deepEqual(
      fields.filter((field) => /password|secret|token|hash/.test(field)),
      [],
      name,
    )
  }
  assert.ok(names.size >= 10, [...names].join())
})

test('SEC-012 the operator starts a reset; the link goes to the person and to nobody else', async () => {
  const { status, body, text } = await operator.post(`/operator/users/${acme.id}/reset-password`)
  assert.deepEqual([status, body], [202, { status: 'reset_link_sent' }], text)
  const [mail] = await mailTo(acme.email)
  const token = /\/reset-password\/(nxp_[\w-]+)/.exec(mail.text_body)?.[1]
  const { text: trail } = await operator.get('/events?limit=100')
  assert.ok(token && !trail.includes(token) && trail.includes('user.password_reset_started'))
  assert.equal((await operator.post(`/operator/users/${crypto.randomUUID()}/reset-password`)).status, 404)
})

test('SEC-131 each look beyond one’s own organisation is noted once, by whom and at what', async () => {
  const looks = async () =>
    (await operator.get('/users/me/events?limit=100')).body.data.filter(({ name }: { name: string }) =>
      /viewed|listed/.test(name),
    )
  await operator.get(`/operator/users/${member.id}`)
  const before = await looks()
  await operator.get(`/operator/users/${member.id}`)
  assert.equal((await looks()).length, before.length)
  const [{ name, data, request_id }] = before
  assert.deepEqual([name, data.id], ['user.viewed_user', member.id])
  assert.ok(request_id)
})

test('a disabled organisation is closed from the next request on, to all its people and nobody else', async () => {
  const id = acme.organization_id
  assert.equal((await member.get('/customers')).status, 200)
  const disabled = await operator.post(`/operator/organizations/${id}/disable`, { reason })
  assert.equal(disabled.status, 204, disabled.text)
  for (const person of [acme, member]) {
    for (const answer of [await person.get('/customers'), await person.post('/customers', { name: 'x' })])
      assert.deepEqual([answer.status, answer.body.code], [403, 'organizations.disabled'])
    const me = (await person.get('/users/me')).body
    assert.deepEqual([me.organizations[0].id, me.organizations[0].is_disabled], [id, true])
  }
  assert.equal((await beta.get('/customers')).status, 200)
  const stranger = await beta.get('/customers', { headers: { 'x-organization-id': id } })
  assert.equal(stranger.body.code, 'auth.not_a_member')
  const listed = await operator.get('/operator/organizations?state=disabled')
  assert.deepEqual(
    listed.body.data.map((each: { id: string }) => each.id),
    [id],
  )

  await operator.post(`/operator/organizations/${id}/disable`, { reason: 'Again' })
  assert.equal((await operator.post(`/operator/organizations/${id}/enable`)).status, 204)
  assert.equal((await member.get('/customers')).status, 200)
  for (const trail of [await acme.events(), await operator.events()]) {
    const names = trail.filter(({ data }) => data.id === id && trail).map(({ name }) => name)
    assert.deepEqual(
      names.filter((name) => /abled/.test(name)),
      ['organization.disabled', 'organization.enabled'],
    )
  }
  const [last] = (await acme.get('/events?name=organization.disabled')).body.data
  assert.deepEqual([last.actor_name, last.data.reason], ['Siti Operator', reason])
})

test('a disabled person is out from the next request on, and cannot sign in', async () => {
  const person = await signUp()
  const disabled = await operator.post(`/operator/users/${person.id}/disable`, { reason })
  assert.equal(disabled.status, 204, disabled.text)
  const asBefore = { headers: { authorization: person.authorization } }
  assert.equal((await person.get('/customers', asBefore)).body.code, 'auth.session_ended')
  const login = await request('POST', '/auth/login', { email: person.email, password })
  assert.deepEqual([login.status, login.body.code], [401, 'auth.invalid_credentials'])
  assert.equal((await operator.post(`/operator/users/${person.id}/enable`)).status, 204)
  assert.equal((await request('POST', '/auth/login', { email: person.email, password })).status, 200)
  assert.equal((await person.get('/customers', asBefore)).status, 401)
  const log = new Set((await person.get('/users/me/events')).body.data.map(({ name }: { name: string }) => name))
  assert.ok(log.has('user.disabled') && log.has('user.enabled'))
})

test('the operator can neither close their own organisation nor shut themselves out', async () => {
  const own = await operator.post(`/operator/organizations/${operator.organization_id}/disable`, { reason })
  assert.deepEqual([own.status, own.body.code], [409, 'operator.own_organization'])
  const self = await operator.post(`/operator/users/${operator.id}/disable`, { reason })
  assert.deepEqual([self.status, self.body.code], [409, 'operator.own_account'])
})

test('an admin among the operators cannot shut out an owner among them', async () => {
  const admin_of_theirs = await signUp('admin', operator)
  const refused = await admin_of_theirs.post(`/operator/users/${operator.id}/disable`, { reason })
  assert.deepEqual([refused.status, refused.body.code], [403, 'organizations.role_too_high'])
  assert.equal((await operator.get('/operator/users')).status, 200)
  const other = await newUser()
  assert.equal((await admin_of_theirs.post(`/operator/users/${other.id}/disable`, { reason })).status, 204)
  assert.equal((await operator.post(`/operator/users/${admin_of_theirs.id}/disable`, { reason })).status, 204)
})

test('what an operator does to an account is in its log, without the address of the operator', async () => {
  const person = await signUp()
  await operator.post(`/operator/users/${person.id}/reset-password`)
  await operator.post(`/operator/users/${person.id}/disable`, { reason })
  await operator.post(`/operator/users/${person.id}/enable`)
  const { rows } = await admin.query<{ name: string; ip: string | null }>(
    `select name, ip from app.user_events where user_id = $1 and name ~ 'abled|requested' order by id`,
    [person.id],
  )
  assert.deepEqual(
    rows.map(({ name, ip }) => [name, ip]),
    [
      ['user.password_reset_requested', null],
      ['user.disabled', null],
      ['user.enabled', null],
    ],
  )
})

test('of two operators who disable each other at the same moment one is left', async () => {
  const [one, two] = [await signUp('owner', operator), await signUp('owner', operator)]
  const answers = await Promise.all([
    one.post(`/operator/users/${two.id}/disable`, { reason }),
    two.post(`/operator/users/${one.id}/disable`, { reason }),
  ])
  const { rowCount } = await admin.query('select from app.users where id in ($1, $2) and disabled_at is null', [
    one.id,
    two.id,
  ])
  assert.equal(rowCount, 1, answers.map(({ status }) => status).join())
})

test('people of other organisations, and those in the operator’s who do not run it, are told nothing', async () => {
  const outsiders = [acme, beta, member, await signUp('member', operator), await signUp('viewer', operator)]
  const { authorization } = await newUser()
  for (const path of [
    'organizations',
    `organizations/${beta.organization_id}`,
    'users',
    `users/${beta.id}`,
    'jobs',
    'failures',
    'uen-claims',
  ])
    for (const person of outsiders) {
      const answer = await person.get(`/operator/${path}`)
      assert.deepEqual([answer.status, answer.body.code], [403, 'auth.not_permitted'], path)
      const headers = { ...person.headers, 'x-organization-id': operator.organization_id, authorization }
      assert.equal((await request('GET', `/operator/${path}`, undefined, { headers })).body.code, 'auth.not_a_member')
    }
  for (const { permissions } of (await acme.get('/users/me')).body.organizations)
    assert.ok(!permissions.some((permission: string) => permission.startsWith('operator.')))
})

test('a claim for a UEN frees it once the organisation that had it is closed, and both stay as they are otherwise', async () => {
  const { uen } = (await beta.get(`/organizations/${beta.organization_id}`)).body
  const claimant = await newUser('Lim Ah Seng')
  const asClaimant = { headers: { authorization: claimant.authorization } }
  await request('POST', '/organizations/uen-claims', { uen, message: 'We are the company' }, asClaimant)
  const [claim] = (await operator.get('/operator/uen-claims')).body.data
  assert.deepEqual([claim.uen, claim.user_email, claim.organization_id], [uen, claimant.email, beta.organization_id])
  const decide = (is_upheld: boolean) =>
    operator.post(`/operator/uen-claims/${claim.id}/resolve`, { is_upheld, note: 'As the BizFile profile says.' })
  assert.equal((await decide(true)).body.code, 'operator.holder_is_active')
  await operator.post(`/operator/organizations/${beta.organization_id}/disable`, { reason: 'Not theirs' })
  const resolved = await decide(true)
  assert.deepEqual(
    [resolved.status, resolved.body.is_upheld, resolved.body.organization_id],
    [200, true, null],
    resolved.text,
  )
  assert.equal((await decide(false)).body.code, 'operator.claim_resolved')
  assert.deepEqual((await operator.get('/operator/uen-claims')).body.data, [])
  assert.equal((await operator.get('/operator/uen-claims?state=resolved')).body.data.length, 1)
  assert.equal((await mailTo(claimant.email))[0].subject, `You can use UEN ${uen} now`)
  const enabled = await operator.post(`/operator/organizations/${beta.organization_id}/enable`)
  assert.equal(enabled.body.code, 'operator.uen_released')
  assert.equal((await operator.get(`/operator/organizations/${beta.organization_id}`)).body.uen, uen)

  travelTo('2026-11-22T04:01:00Z')
  await request('POST', '/organizations/uen-claims', { uen, message: 'Once more' }, asClaimant)
  assert.equal((await operator.get('/operator/uen-claims')).body.data[0].resolved_at, null)
})

test('of two operators who decide a claim at the same moment one does', async () => {
  const [holder, claimant] = [await signUp(), await newUser()]
  const { uen } = (await holder.get(`/organizations/${holder.organization_id}`)).body
  const headers = { authorization: claimant.authorization }
  await request('POST', '/organizations/uen-claims', { uen, message: 'It is ours' }, { headers })
  const { id } = (await operator.get('/operator/uen-claims')).body.data.find(
    (claim: { uen: string }) => claim.uen === uen,
  )
  const note = 'As the BizFile profile says.'
  const decide = () => operator.post(`/operator/uen-claims/${id}/resolve`, { is_upheld: false, note })
  const answers = await Promise.all([decide(), decide(), decide()])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409])
  assert.equal((await mailTo(claimant.email)).length, 1)
})
