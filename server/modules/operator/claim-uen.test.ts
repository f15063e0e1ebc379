import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextUen, startApp } from '#test/support.ts'

const { signUp, newUser, request, admin } = await startApp()

test('a UEN can be asked for, and the answer is the same whether or not somebody has it', async () => {
  const acme = await signUp()
  const { uen } = (await acme.get(`/organizations/${acme.organization_id}`)).body
  const { id, authorization } = await newUser()
  const claim = (wanted: string, message: string) =>
    request('POST', '/organizations/uen-claims', { uen: wanted, message }, { headers: { authorization } })
  const [taken, free] = [await claim(uen.toLowerCase(), 'We are the company'), await claim(nextUen(), 'So are we')]
  assert.deepEqual([taken.status, taken.body], [202, { status: 'received' }])
  assert.deepEqual([free.status, free.body], [taken.status, taken.body])

  await claim(uen, 'Our BizFile profile is attached to the ticket')
  const kept = await admin.query('select message from app.uen_claims where user_id = $1 and uen = $2', [id, uen])
  assert.deepEqual(kept.rows, [{ message: 'Our BizFile profile is attached to the ticket' }])
  const events = await admin.query(`select from app.user_events where user_id = $1 and name = 'user.uen_claimed'`, [id])
  assert.equal(events.rowCount, 3)
})

test('only what is a UEN can be asked for, an NRIC least of all', async () => {
  const { authorization } = await newUser()
  const body = { uen: 'S1234567D', message: 'Mine' }
  const refused = await request('POST', '/organizations/uen-claims', body, { headers: { authorization } })
  assert.deepEqual([refused.status, refused.body.code], [422, 'operator.invalid_claim'])
  assert.match(refused.body.errors[0].detail, /NRIC/)
})
