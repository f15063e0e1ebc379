import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { transact } from '#platform/database.ts'
import { password, startApp } from '#test/support.ts'
import { signInFixture, tokenIn } from './sign-in-fixture.ts'
import { sweepUnverifiedUsers } from './sweep-unverified-users.ts'

const app = await startApp()
const { admin, request, parts, signUp, travelTo } = app
const { mailTo } = signInFixture(app)
const start = Temporal.Instant.from('2026-11-22T04:00:00Z')
const after = (hours: number) => travelTo(start.add({ hours }).toString())
const week = 24 * 7

const register = async (email = `user-${randomUUID()}@example.com`) => {
  const { status } = await request('POST', '/auth/register', { email, password, name: 'Mei Tan' })
  assert.equal(status, 202)
  return email
}
const sweep = () =>
  transact(parts.pool, undefined, (db) =>
    sweepUnverifiedUsers({ db, actor: undefined, request_id: null, ip: null, user_agent: null, now: parts.clock() }),
  )
const userBy = async (email: string): Promise<string | undefined> =>
  (await admin.query<{ id: string }>('select id from app.users where email = $1', [email])).rows[0]?.id

test('an account whose address nobody confirmed goes after seven days, and that is noted', async () => {
  after(0)
  const [waiting, confirmed] = [await register(), await register()]
  await request('POST', '/auth/verify', { token: tokenIn((await mailTo(confirmed))[0]!.text) })
  const id = await userBy(waiting)
  after(week)
  await sweep()
  assert.ok(await userBy(waiting), 'a week is not over before its last moment')
  after(week + 1)
  await sweep()
  assert.equal(await userBy(waiting), undefined)
  assert.ok(await userBy(confirmed))
  const { rows } = await admin.query('select name from app.user_events where user_id = $1 order by id', [id])
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['user.registered', 'user.removed_unverified'],
  )
  assert.equal((await request('POST', '/auth/login', { email: confirmed, password })).status, 200)
})

test('who asked for another link in the meantime keeps the account for as long as that link is good', async () => {
  after(0)
  const email = await register()
  after(week)
  await request('POST', '/auth/verify/resend', { email })
  const link = (await mailTo(email)).at(-1)!.text
  after(week + 23)
  await sweep()
  assert.equal((await request('POST', '/auth/verify', { token: tokenIn(link) })).status, 200)
})

test('an invitation to the address stays, for whoever signs up with it afterwards', async () => {
  after(0)
  const email = await register()
  after(week - 1)
  const owner = await signUp()
  const team = `/organizations/${owner.organization_id}`
  assert.equal((await owner.post(`${team}/invitations`, { email, role: 'viewer' })).status, 201)
  const token = /\/invitations\/(nxi_[\w-]+)/.exec((await mailTo(email)).at(-1)!.text)![1]!
  after(week + 1)
  await sweep()
  assert.equal(await userBy(email), undefined)
  await register(email)
  await request('POST', '/auth/verify', { token: tokenIn((await mailTo(email)).at(-1)!.text) })
  const { body } = await request('POST', '/auth/login', { email, password })
  const headers = { authorization: `Bearer ${body.access_token}` }
  assert.equal((await request('POST', '/invitations/accept', { token }, { headers })).status, 200)
})

test('an account that the operator disabled stays disabled, confirmed or not', async () => {
  after(0)
  const email = await register()
  await admin.query('update app.users set disabled_at = now() where email = $1', [email])
  after(week * 2)
  await sweep()
  assert.ok(await userBy(email))
})

test('SEC-058 the service cannot delete an account in any other way', async () => {
  const remove = transact(parts.pool, undefined, (db) => db.all({ text: 'delete from users', parameters: [] }))
  await assert.rejects(remove, /permission denied/)
})
