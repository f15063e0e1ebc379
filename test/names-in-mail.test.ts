import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { signInFixture, tokenIn } from '#modules/auth/sign-in-fixture.ts'
import { createAuthenticator } from '#modules/auth/passkey-fixture.ts'
import { newOrganization, password, startApp } from './support.ts'

const app = await startApp()
const { admin, request, settle } = app
const { post, enter, mailTo } = signInFixture(app)
const link = 'https://evil.example/now'
const lure = `Claim your refund at ${link}`
const address = () => `user-${randomUUID()}@example.com`

async function signUpAs(name: string) {
  const email = address()
  await request('POST', '/auth/register', { email, password, name })
  await request('POST', '/auth/verify', { token: tokenIn((await mailTo(email)).at(-1)!.text) })
  return email
}

test('no mail carries a link that somebody hid in a name: of a person, company, key, passkey or device', async () => {
  const email = await signUpAs(lure)
  const cookie = await enter(email)
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  const change = (path: string, body: object) => request('POST', path, body, { headers })
  const { id } = (await change('/organizations', newOrganization({ name: `${lure} Pte. Ltd.` }))).body
  const { body: options } = await post('/auth/passkeys/options', {}, { cookie })
  const passkey = createAuthenticator().create(options)
  assert.equal((await change('/auth/passkeys', { passkey, name: link })).status, 201)
  assert.equal((await change('/api-keys', { name: lure, scopes: ['customers.read'] })).status, 201)
  assert.equal((await change(`/organizations/${id}/invitations`, { email: address(), role: 'viewer' })).status, 201)
  const member = await app.signUp('admin', { organization_id: id })
  assert.equal((await change(`/organizations/${id}/transfer-ownership`, { user_id: member.id })).status, 201)
  assert.equal((await change('/users/me/email', { email: address() })).status, 202)
  await post('/auth/login', { email: member.email, password }, { user_agent: 'evil.example/1.0' })
  await request('POST', '/auth/password/forgot', { email })
  await request('POST', '/auth/register', { email, password, name: lure })

  await settle()
  const { rows } = await admin.query<{ mail: string; subject: string }>(
    `select subject, concat(subject, ' ', text_body, ' ', html_body) as mail from app.mailbox_messages`,
  )
  assert.ok(rows.length >= 10, String(rows.length))
  const seen = new Set(rows.map(({ subject }) => subject.split(' ').slice(0, 2).join(' ')))
  for (const subject of ['Join Claim', 'New API', 'Your account', 'New log-in:', 'You already', 'Set a'])
    assert.ok(seen.has(subject), `${subject}: ${[...seen].join()}`)
  assert.deepEqual(
    rows.filter(({ mail }) => /evil\.example/i.test(mail)).map(({ subject }) => subject),
    [],
  )
})

test('a mail to an address that nobody has proven says no word that whoever named it chose', async () => {
  const [first, moved] = [address(), address()]
  for (let i = 0; i < 2; i++) await request('POST', '/auth/register', { email: first, password, name: 'Urgent call' })
  const email = await signUpAs('Urgent call')
  const cookie = await enter(email)
  await post('/users/me/email', { email: moved }, { cookie })
  const mails = [...(await mailTo(first)), ...(await mailTo(moved))]
  assert.equal(mails.length, 3)
  for (const { subject, text } of mails) assert.ok(!text.includes('Urgent'), subject)
})
