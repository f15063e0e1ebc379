// verbs: sweep-invitations create-invitation resend-invitation revoke-invitation accept-invitation
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transact } from '#platform/database.ts'
import { type Person, startApp } from '#test/support.ts'
import { sweepInvitations } from './sweep-invitations.ts'

const app = await startApp()
const { signUp, newUser, request, admin, settle, travelTo } = app

const pathOf = (person: Person, rest = '') => `/organizations/${person.organization_id}/invitations${rest}`
const invite = (by: Person, email: string, role = 'member') => by.post(pathOf(by), { email, role })
const as = ({ authorization }: { authorization: string }) => ({ headers: { authorization } })
const accept = (who: { authorization: string }, token: string) =>
  request('POST', '/invitations/accept', { token }, as(who))
const preview = (token: string) => request('POST', '/invitations/preview', { token })

async function mailsTo(email: string): Promise<{ subject: string; text: string }[]> {
  await settle()
  const { rows } = await admin.query(
    `select subject, text_body as text from app.mailbox_messages where recipient = $1 order by id`,
    [email.toLowerCase()],
  )
  return rows
}
async function lastToken(email: string): Promise<string> {
  const { text } = (await mailsTo(email)).at(-1)!
  return /\/invitations\/(nxi_[\w-]+)/.exec(text)![1]!
}
const limitSeats = (person: Person, seats: number) =>
  admin.query('update app.organizations set seat_limit = $2 where organization_id = $1', [
    person.organization_id,
    seats,
  ])

test('invites by mail; the invited person sees who asks, accepts, and belongs', async () => {
  const acme = await signUp()
  const guest = await newUser('Siti Rahman')
  const { status, body } = await invite(acme, ` ${guest.email.toUpperCase()}`.trim(), 'accountant')
  assert.equal(status, 201)
  assert.ok(!JSON.stringify(body).includes('nxi_'))
  const [mail] = await mailsTo(guest.email)
  assert.match(mail!.subject, /^Join Kopi Kaki/)
  const token = await lastToken(guest.email)

  const shown = await preview(token)
  assert.deepEqual([shown.status, shown.body.role, shown.body.invited_by_name], [200, 'accountant', 'Mei Tan'])
  assert.equal(shown.body.email_hint.toLowerCase(), 'u…@example.com')

  const accepted = await accept(guest, token)
  assert.deepEqual([accepted.status, accepted.body.role], [200, 'accountant'])
  const me = (await request('GET', '/users/me', undefined, as(guest))).body
  assert.deepEqual([me.organizations[0].id, me.organizations[0].role], [acme.organization_id, 'accountant'])
  assert.deepEqual((await acme.get(pathOf(acme))).body.data, [])
  assert.deepEqual(
    (await acme.events()).slice(-3).map(({ name }) => name),
    ['invitation.created', 'invitation.accepted', 'member.joined'],
  )
})

test('SEC-053 an invitation is bound to its address: another person with the link is refused', async () => {
  const acme = await signUp()
  const [guest, thief] = [await newUser(), await newUser()]
  await invite(acme, guest.email)
  const token = await lastToken(guest.email)
  const { status, body, text } = await accept(thief, token)
  assert.deepEqual([status, body.code], [403, 'organizations.invitation_for_another'])
  assert.ok(!text.includes(guest.email))
  await admin.query('update app.users set verified_at = null where id = $1', [guest.id])
  assert.equal((await accept(guest, token)).status, 403)
})

test('SEC-053 an invitation works once, also when it is accepted five times at once', async () => {
  const acme = await signUp()
  const guest = await newUser()
  await invite(acme, guest.email)
  const token = await lastToken(guest.email)
  const answers = await Promise.all(Array.from({ length: 5 }, () => accept(guest, token)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 410, 410, 410, 410])
  assert.equal((await acme.events()).filter(({ name }) => name === 'member.joined').length, 1)
})

test('SEC-053 an invitation is dead after seven days, and looks like one that never was', async () => {
  travelTo('2026-11-22T04:00:00Z')
  const acme = await signUp()
  const guest = await newUser()
  await invite(acme, guest.email)
  const token = await lastToken(guest.email)
  travelTo('2026-11-29T03:59:59Z')
  assert.equal((await preview(token)).status, 200)
  travelTo('2026-11-29T04:00:00Z')
  const { request_id: _a, ...expired } = (await preview(token)).body
  const { request_id: _b, ...unknown } = (await preview('nxi_nothing')).body
  assert.deepEqual(expired, unknown)
  assert.equal(expired.code, 'organizations.invitation_gone')
  const { body } = await request('POST', '/auth/login', { email: guest.email, password: 'a long enough password' })
  assert.equal((await accept({ authorization: `Bearer ${body.access_token}` }, token)).status, 410)
  travelTo('2026-11-22T04:00:00Z')
})

test('SEC-053 an invitation cannot exceed the role of its sender, and goes when its sender falls', async () => {
  const acme = await signUp()
  const boss = await signUp('admin', acme)
  const refused = await invite(boss, 'new-owner@example.com', 'owner')
  assert.deepEqual([refused.status, refused.body.code], [403, 'organizations.role_too_high'])
  assert.equal((await invite(await signUp('member', acme), 'x@example.com', 'viewer')).status, 403)

  const byOwner = (await invite(acme, 'partner@example.com', 'owner')).body
  assert.equal((await invite(boss, 'partner@example.com', 'viewer')).status, 403)
  assert.equal((await boss.delete(pathOf(boss, `/${byOwner.id}`))).status, 403)
  assert.equal((await boss.post(pathOf(boss, `/${byOwner.id}/resend`))).status, 403)

  await invite(boss, 'colleague@example.com')
  const token = await lastToken('colleague@example.com')
  await acme.patch(`/organizations/${acme.organization_id}/members/${boss.id}`, { role: 'viewer' })
  assert.equal((await preview(token)).status, 410)
  const left = (await acme.get(pathOf(acme))).body.data.map(({ email }: { email: string }) => email)
  assert.deepEqual(left, ['partner@example.com'])
})

test('inviting again, and sending again, replace the link of before', async () => {
  const acme = await signUp()
  const guest = await newUser()
  await invite(acme, guest.email, 'viewer')
  const first = await lastToken(guest.email)
  const { body } = await invite(acme, guest.email, 'admin')
  const second = await lastToken(guest.email)
  assert.equal((await acme.get(pathOf(acme))).body.data.length, 1)
  assert.equal((await acme.post(pathOf(acme, `/${body.id}/resend`))).status, 200)
  const third = await lastToken(guest.email)
  assert.deepEqual(
    [(await preview(first)).status, (await preview(second)).status, (await preview(third)).body.role],
    [410, 410, 'admin'],
  )
  assert.equal((await accept(guest, third)).status, 200)
  assert.equal((await invite(acme, guest.email)).body.code, 'organizations.already_member')
})

test('a revoked invitation is dead at once and can be neither sent again nor revoked twice', async () => {
  const acme = await signUp()
  const guest = await newUser()
  const { body } = await invite(acme, guest.email)
  const token = await lastToken(guest.email)
  assert.equal((await acme.delete(pathOf(acme, `/${body.id}`))).status, 204)
  assert.equal((await accept(guest, token)).status, 410)
  assert.equal((await acme.delete(pathOf(acme, `/${body.id}`))).status, 404)
  assert.equal((await acme.post(pathOf(acme, `/${body.id}/resend`))).status, 404)
})

test('SEC-050 another organisation reaches no invitation of this one', async () => {
  const [acme, beta] = [await signUp(), await signUp()]
  const { body } = await invite(acme, 'someone@example.com')
  assert.equal((await beta.get(pathOf(acme))).status, 404)
  assert.equal((await beta.delete(pathOf(beta, `/${body.id}`))).status, 404)
  assert.equal((await beta.post(pathOf(beta, `/${body.id}/resend`))).status, 404)
})

test('the token is kept as its SHA-256 alone', async () => {
  const acme = await signUp()
  await invite(acme, 'hashed@example.com')
  const token = await lastToken('hashed@example.com')
  const { rows } = await admin.query(
    `select token_hash = sha256($1::bytea) as is_hash from app.invitations where email = 'hashed@example.com'`,
    [Buffer.from(token)],
  )
  assert.deepEqual(rows, [{ is_hash: true }])
})

test('SEC-056 of eight invitations at once for the last seat exactly one is sent', async () => {
  const acme = await signUp()
  await signUp('viewer', acme)
  await limitSeats(acme, 3)
  const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => invite(acme, `seat-${i}@example.com`)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409, 409, 409])
  const { body } = answers.find(({ status }) => status === 409)!
  assert.equal(body.code, 'organizations.seat_limit')
  assert.match(body.detail, /3 seats.*larger plan/)
})

test('SEC-056 a seat is free again when an invitation is revoked or expires, and replacing one takes none', async () => {
  travelTo('2026-11-22T04:00:00Z')
  const acme = await signUp()
  await limitSeats(acme, 2)
  const { body } = await invite(acme, 'one@example.com')
  assert.equal((await invite(acme, 'two@example.com')).status, 409)
  assert.equal((await invite(acme, 'one@example.com', 'viewer')).status, 201)
  const [{ id }] = (await acme.get(pathOf(acme))).body.data
  assert.notEqual(id, body.id)
  await acme.delete(pathOf(acme, `/${id}`))
  assert.equal((await invite(acme, 'two@example.com')).status, 201)
  travelTo('2026-11-30T04:00:00Z')
  assert.equal((await invite(acme, 'three@example.com')).status, 201)
  const listed: { email: string }[] = (await acme.get(pathOf(acme))).body.data
  assert.deepEqual(
    listed.map(({ email }) => email),
    ['three@example.com'],
  )
  travelTo('2026-11-22T04:00:00Z')
})

test('SEC-053 nothing comes of what somebody sent who was disabled since, or who lost their rank behind our back', async () => {
  const acme = await signUp()
  const boss = await signUp('admin', acme)
  const guest = await newUser()
  await invite(boss, guest.email, 'admin')
  const token = await lastToken(guest.email)
  await admin.query('update app.users set disabled_at = now() where id = $1', [boss.id])
  assert.equal((await preview(token)).status, 410)
  assert.equal((await accept(guest, token)).status, 410)
  await admin.query('update app.users set disabled_at = null where id = $1', [boss.id])
  await admin.query(`update app.memberships set role = 'viewer' where user_id = $1`, [boss.id])
  assert.equal((await accept(guest, token)).status, 410)
  await admin.query(`update app.memberships set role = 'admin' where user_id = $1`, [boss.id])
  assert.equal((await accept(guest, token)).status, 200)
})

test('the addresses of those who never came are swept away', async () => {
  const acme = await signUp()
  await invite(acme, 'late@example.com')
  const now = Temporal.Instant.from('2026-11-29T04:00:00Z')
  await transact(app.parts.pool, undefined, async (db) =>
    sweepInvitations({ db, actor: undefined, request_id: null, ip: null, user_agent: null, now }),
  )
  const kept = await admin.query('select from app.invitations where organization_id = $1', [acme.organization_id])
  assert.equal(kept.rowCount, 0)
})

test('SEC-056 when the plan became smaller, as many of the invited as there are seats may still come', async () => {
  const acme = await signUp()
  const guests = [await newUser(), await newUser()]
  for (const guest of guests) await invite(acme, guest.email)
  await limitSeats(acme, 2)
  const tokens = [await lastToken(guests[0]!.email), await lastToken(guests[1]!.email)]
  const answers = await Promise.all(guests.map((guest, i) => accept(guest, tokens[i]!)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
})
