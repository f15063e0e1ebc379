import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { signInFixture, tokenIn } from '#modules/auth/sign-in-fixture.ts'
import { changesOf } from './changes.ts'
import { inboundEnv } from './inbound-mail.ts'
import { routesOf } from './route-table.ts'
import { silent } from './silent-routes.ts'
import { startPaidApp } from './stripe.ts'
import { address, newOrganization, password } from './support.ts'

const app = await startPaidApp({ env: inboundEnv })
const { admin, signUp, newUser } = app
const { mailTo } = signInFixture(app)
const changing = routesOf(app.app).filter(({ method }) => method !== 'GET')

/** A request that a route grants; each is made ready for itself alone. */
type Ask = { path: string; headers?: Record<string, string>; body?: object }
const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 100 }]
const lastMail = async (email: string) => (await mailTo(email)).at(-1)!.text
const invitationIn = (text: string) => /\/invitations\/(nxi_[\w-]+)/.exec(text)![1]!

async function person() {
  const { authorization, ...rest } = await newUser()
  return { ...rest, headers: { authorization } }
}

async function withCustomer() {
  const owner = await signUp()
  const customer = (await owner.post('/customers', { name: 'Kopi Kaki', address })).body
  const input = { customer_id: customer.id, lines }
  return { owner, headers: owner.headers, customer, input }
}

async function withDraft() {
  const all = await withCustomer()
  return { ...all, draft: (await all.owner.post('/invoice-drafts', all.input)).body }
}

async function withInvoice() {
  const all = await withCustomer()
  return { ...all, invoice: (await all.owner.post('/invoices', all.input, { key: randomUUID() })).body }
}

async function withTeam() {
  const owner = await signUp()
  const member = await signUp('member', owner)
  const guest = await person()
  const of = `/organizations/${owner.organization_id}`
  const invite = async () => (await owner.post(`${of}/invitations`, { email: guest.email, role: 'member' })).body
  const offer = () => owner.post(`${of}/transfer-ownership`, { user_id: member.id })
  return { owner, headers: owner.headers, member, guest, of, invite, offer }
}

async function registered() {
  const email = `user-${randomUUID()}@example.com`
  await app.request('POST', '/auth/register', { email, password, name: 'Mei Tan' })
  return { email, token: tokenIn(await lastMail(email)) }
}

const cases: Record<string, () => Promise<Ask>> = {
  'POST /auth/register': async () => ({
    path: '/auth/register',
    body: { email: `user-${randomUUID()}@example.com`, password, name: 'Mei Tan' },
  }),
  'POST /auth/verify': async () => ({ path: '/auth/verify', body: { token: (await registered()).token } }),
  'POST /auth/login': async () => ({ path: '/auth/login', body: { email: (await person()).email, password } }),
  'POST /auth/logout': async () => ({ path: '/auth/logout', headers: (await person()).headers }),
  'POST /auth/password/reset': async () => {
    const { email } = await person()
    await app.request('POST', '/auth/password/forgot', { email })
    const token = tokenIn(await lastMail(email))
    return { path: '/auth/password/reset', body: { token, password: 'rain on the roof' } }
  },
  'POST /auth/password/change': async () => ({
    path: '/auth/password/change',
    headers: (await person()).headers,
    body: { current_password: password, password: 'rain on the market roof' },
  }),
  'DELETE /auth/sessions/:id': async () => {
    const { headers, email } = await person()
    await app.request('POST', '/auth/login', { email, password })
    const { data } = (await app.request('GET', '/auth/sessions', undefined, { headers })).body
    const other = data.find(({ is_current }: { is_current: boolean }) => !is_current)
    return { path: `/auth/sessions/${other.id}`, headers }
  },
  'POST /auth/sessions/end-others': async () => {
    const { headers, email } = await person()
    await app.request('POST', '/auth/login', { email, password })
    return { path: '/auth/sessions/end-others', headers }
  },
  'POST /auth/step-up': async () => ({ path: '/auth/step-up', headers: (await person()).headers, body: { password } }),
  ...changesOf(app),
  'PATCH /users/me': async () => ({ path: '/users/me', headers: (await person()).headers, body: { name: 'Mei Lim' } }),
  'POST /users/me/email': async () => ({
    path: '/users/me/email',
    headers: (await person()).headers,
    body: { email: `new-${randomUUID()}@example.com` },
  }),
  'POST /users/me/email/confirm': async () => {
    const { headers, email } = await person()
    const next = `new-${randomUUID()}@example.com`
    await app.request('POST', '/users/me/email', { email: next }, { headers })
    await app.request('POST', '/users/me/email/confirm', { token: tokenIn(await lastMail(email)) })
    return { path: '/users/me/email/confirm', body: { token: tokenIn(await lastMail(next)) } }
  },
  'POST /organizations': async () => {
    const { headers } = await person()
    return { path: '/organizations', headers, body: newOrganization() }
  },
  'POST /organizations/uen-claims': async () => {
    const taken = newOrganization()
    await app.request('POST', '/organizations', taken, { headers: (await person()).headers })
    const body = { uen: taken.uen, message: 'It is ours.' }
    return { path: '/organizations/uen-claims', headers: (await person()).headers, body }
  },
  'PATCH /organizations/:id': async () => {
    const { of, headers } = await withTeam()
    return { path: of, headers, body: { billing_email: 'new@example.com' } }
  },
  'PATCH /organizations/:id/security': async () => {
    const { of, headers } = await withTeam()
    return { path: `${of}/security`, headers, body: { require_second_factor: false } }
  },
  'PATCH /organizations/:id/members/:user_id': async () => {
    const { of, headers, member } = await withTeam()
    return { path: `${of}/members/${member.id}`, headers, body: { role: 'viewer' } }
  },
  'DELETE /organizations/:id/members/:user_id': async () => {
    const { of, headers, member } = await withTeam()
    return { path: `${of}/members/${member.id}`, headers }
  },
  'POST /organizations/:id/leave': async () => {
    const { of, member } = await withTeam()
    return { path: `${of}/leave`, headers: member.headers }
  },
  'POST /organizations/:id/transfer-ownership': async () => {
    const { of, headers, member } = await withTeam()
    return { path: `${of}/transfer-ownership`, headers, body: { user_id: member.id } }
  },
  ...Object.fromEntries(
    (['accept', 'decline', 'withdraw'] as const).map((verb) => [
      `POST /organizations/:id/transfer-ownership/${verb}`,
      async () => {
        const { of, headers, member, offer } = await withTeam()
        await offer()
        return { path: `${of}/transfer-ownership/${verb}`, headers: verb === 'withdraw' ? headers : member.headers }
      },
    ]),
  ),
  'POST /organizations/:id/invitations': async () => {
    const { of, headers, guest } = await withTeam()
    return { path: `${of}/invitations`, headers, body: { email: guest.email, role: 'member' } }
  },
  'POST /organizations/:id/invitations/:invitation_id/resend': async () => {
    const { of, headers, invite } = await withTeam()
    return { path: `${of}/invitations/${(await invite()).id}/resend`, headers }
  },
  'DELETE /organizations/:id/invitations/:invitation_id': async () => {
    const { of, headers, invite } = await withTeam()
    return { path: `${of}/invitations/${(await invite()).id}`, headers }
  },
  'POST /invitations/accept': async () => {
    const { invite, guest } = await withTeam()
    await invite()
    return {
      path: '/invitations/accept',
      headers: guest.headers,
      body: { token: invitationIn(await lastMail(guest.email)) },
    }
  },
  'POST /customers': async () => ({ path: '/customers', headers: (await signUp()).headers, body: { name: 'Kaki' } }),
  'PATCH /customers/:id': async () => {
    const { headers, customer } = await withCustomer()
    return { path: `/customers/${customer.id}`, headers, body: { name: 'Teh Tarik' } }
  },
  'POST /customers/:id/archive': async () => {
    const { headers, customer } = await withCustomer()
    return { path: `/customers/${customer.id}/archive`, headers }
  },
  'POST /customers/:id/restore': async () => {
    const { owner, headers, customer } = await withCustomer()
    await owner.post(`/customers/${customer.id}/archive`)
    return { path: `/customers/${customer.id}/restore`, headers }
  },
  'POST /invoice-drafts': async () => {
    const { headers, input } = await withCustomer()
    return { path: '/invoice-drafts', headers, body: input }
  },
  'PATCH /invoice-drafts/:id': async () => {
    const { headers, draft } = await withDraft()
    return { path: `/invoice-drafts/${draft.id}`, headers, body: { notes: 'Soon' } }
  },
  'DELETE /invoice-drafts/:id': async () => {
    const { headers, draft } = await withDraft()
    return { path: `/invoice-drafts/${draft.id}`, headers }
  },
  'POST /invoice-drafts/:id/issue': async () => {
    const { headers, draft } = await withDraft()
    return { path: `/invoice-drafts/${draft.id}/issue`, headers }
  },
  'POST /invoices': async () => {
    const { headers, input } = await withCustomer()
    return { path: '/invoices', headers, body: input }
  },
  'POST /invoices/:id/void': async () => {
    const { headers, invoice } = await withInvoice()
    return { path: `/invoices/${invoice.id}/void`, headers, body: { reason: 'A mistake' } }
  },
  'POST /payments': async () => {
    const { headers, invoice } = await withInvoice()
    return { path: '/payments', headers, body: { invoice_id: invoice.id, amount_cents: 10, method: 'cash' } }
  },
  'POST /events/verify': async () => ({ path: '/events/verify', headers: (await signUp()).headers }),
}

for (const [name, prepare] of Object.entries(cases))
  test(`SEC-131 ${name}: records an event with the change, and without the event there is no change`, async () => {
    const { path, headers = {}, body } = await prepare()
    const method = name.split(' ')[0]!
    const ask = () => app.request(method, path, body, { headers, key: randomUUID(), version: 1 })
    await app.settle()

    const before = await digest()
    await admin.query('revoke insert on app.events, app.user_events from app_user')
    const failed = await ask()
    await admin.query('grant insert on app.events, app.user_events to app_user')
    assert.equal(failed.status, 500, failed.text)
    assert.deepEqual(await digest(), before)

    const done = await ask()
    assert.ok(done.status < 300, done.text)
    const { rows } = await admin.query(
      `select name from app.events where request_id = $1 union all select name from app.user_events where request_id = $1`,
      [done.headers['x-request-id']],
    )
    assert.ok(rows.length > 0)
  })

test('SEC-131 every route that may change something is walked, or said why not', () => {
  const names = changing.map(({ name }) => name.replace('/api/v1', ''))
  const known = new Set([...Object.keys(cases), ...Object.keys(silent)])
  assert.deepEqual(
    names.filter((name) => !known.has(name)),
    [],
    'Add a request that succeeds to `cases` in test/every-change.test.ts.',
  )
  assert.deepEqual(
    [...known].filter((name) => !names.includes(name)),
    [],
    'These routes are gone.',
  )
})

/** Every row of every table, but for what a worker says of itself, the counting of attempts, and notes of the failure. */
async function digest(): Promise<Record<string, string>> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'
       and relname not in ('worker_heartbeats', 'sign_in_throttles', 'server_failures') order by 1`,
  )
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await admin.query<{ digest: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(row, chr(10) order by row), '')) as digest
       from (select (to_jsonb(t) - 'attempts')::text as row from app.${name} t) r`,
    )
    digests[name] = rows[0]!.digest
  }
  return digests
}
