// verbs: change-email confirm-email-change
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { signInFixture, tokenIn } from './sign-in-fixture.ts'

const app = await startApp()
const { post, get, enter, logIn, mailTo, eventsOf } = signInFixture(app)
const fresh = () => `${randomUUID()}@example.com`
const confirm = (token: string) => post('/users/me/email/confirm', { token })
const lastLink = async (email: string) => tokenIn((await mailTo(email)).at(-1)!.text)

async function askToMove(new_email = fresh()) {
  const user = await app.newUser()
  const cookie = await enter(user.email)
  const asked = await post('/users/me/email', { email: new_email }, { cookie })
  assert.deepEqual([asked.status, asked.body], [202, { status: 'confirmations_sent' }])
  return { ...user, cookie, new_email }
}

test('the account moves when both addresses have confirmed, in either order, and not before', async () => {
  for (const order of ['old first', 'new first']) {
    const { id, email, new_email, cookie } = await askToMove()
    const links = [await lastLink(email), await lastLink(new_email)]
    const [first, second] = order === 'old first' ? links : links.toReversed()
    assert.equal((await confirm(first!)).body.status, 'waiting_for_other')
    assert.equal((await confirm(first!)).body.status, 'waiting_for_other')
    assert.equal((await get('/users/me', { cookie })).body.email, email)
    assert.equal((await confirm(second!)).body.status, 'changed')
    assert.equal((await get('/users/me', { cookie })).body.email, new_email)
    assert.equal((await confirm(second!)).body.code, 'auth.token_expired')
    assert.equal((await logIn(email)).status, 401)
    assert.equal((await logIn(new_email.toUpperCase())).status, 200)
    assert.equal((await eventsOf(id)).filter((name) => name === 'user.email_changed').length, 1)
  }
})

test('SEC-018 the old address is told of the move', async () => {
  const { email, new_email } = await askToMove()
  for (const address of [email, new_email]) await confirm(await lastLink(address))
  assert.match((await mailTo(email)).at(-1)!.subject, /another address now/)
})

test('SEC-013 a taken address is answered alike, its owner is told, and the move is never completed', async () => {
  const other = await app.newUser()
  const { email, cookie } = await askToMove(other.email.toUpperCase())
  assert.match((await mailTo(other.email)).at(-1)!.text, /already|nothing happened/)
  assert.equal((await confirm(await lastLink(email))).body.status, 'waiting_for_other')
  assert.equal((await get('/users/me', { cookie })).body.email, email)
})

test('an address that somebody takes in the meantime is refused at the end', async () => {
  const { email, new_email } = await askToMove()
  const links = [await lastLink(email), await lastLink(new_email)]
  const { id } = await app.newUser()
  await app.admin.query('update app.users set email = $1, email_normalized = $1 where id = $2', [new_email, id])
  await confirm(links[0]!)
  assert.equal((await confirm(links[1]!)).body.code, 'auth.email_taken')
})

test('a second request voids the first, a day ends it, and one’s own address is no move', async () => {
  const { email, new_email, cookie } = await askToMove()
  const stale = await lastLink(new_email)
  await post('/users/me/email', { email: fresh() }, { cookie })
  assert.equal((await confirm(stale)).status, 410)
  const link = await lastLink(email)
  const same = await post('/users/me/email', { email: email.toUpperCase() }, { cookie })
  assert.equal(same.body.code, 'auth.email_unchanged')
  app.travelTo('2026-11-23T04:00:01Z')
  assert.equal((await confirm(link)).status, 410)
})
