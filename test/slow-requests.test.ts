import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { type Person, startApp } from './support.ts'

const app = await startApp()
const { admin, signUp } = app
let now = Temporal.Instant.from('2026-11-22T04:00:00Z')

/** A change whose body is on its way for a while; in the middle of it something happens. */
async function changeSlowly(headers: object, meanwhile: () => Promise<unknown>) {
  async function* body() {
    yield '{"name": '
    await meanwhile()
    app.travelTo((now = now.add({ seconds: 5 })).toString())
    yield '"Kaki"}'
  }
  const reply = await app.app.inject({
    method: 'POST',
    url: '/api/v1/customers',
    headers: { ...headers, 'content-type': 'application/json' },
    payload: Readable.from(body()),
  })
  return { status: reply.statusCode, code: reply.json().code as string | undefined }
}
const putOut = (person: Person) => admin.query('delete from app.memberships where user_id = $1', [person.id])

test('SEC-037 who is put out while a request is on its way does not get in with it', async () => {
  const owner = await signUp()
  const member = await signUp('member', owner)
  assert.deepEqual(await changeSlowly(member.headers, async () => {}), { status: 201, code: undefined })
  const late = await changeSlowly(member.headers, () => putOut(member))
  assert.deepEqual(late, { status: 403, code: 'auth.not_a_member' })
})

test('SEC-045 a key that is revoked while a request is on its way does nothing with it', async () => {
  const owner = await signUp()
  const { body: key } = await owner.post('/api-keys', { name: 'Import', scopes: ['customers.write'] })
  const headers = { authorization: `Bearer ${key.secret}` }
  assert.equal((await changeSlowly(headers, async () => {})).status, 201)
  const late = await changeSlowly(headers, () => owner.post(`/api-keys/${key.id}/revoke`))
  assert.deepEqual(late, { status: 401, code: 'auth.api_key_invalid' })
})
