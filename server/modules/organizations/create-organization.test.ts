// verbs: create-organization update-organization
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newOrganization, startApp } from '#test/support.ts'

const { signUp, newUser, request, admin } = await startApp()

test('makes an organisation whose maker is its owner, and says so in its events', async () => {
  const acme = await signUp()
  const { body } = await acme.get(`/organizations/${acme.organization_id}`)
  assert.equal(body.timezone, 'Asia/Singapore')
  assert.equal(body.currency, 'SGD')
  assert.deepEqual(await acme.events(), [{ name: 'organization.created', data: body }])
  const [mine] = (await acme.get('/users/me')).body.organizations
  assert.equal(mine.role, 'owner')
  assert.ok(mine.permissions.includes('invoices.void'))
  const { data } = (await acme.get('/organizations')).body
  assert.deepEqual([data.length, data[0].id], [1, acme.organization_id])
  assert.deepEqual(data[0].permissions, mine.permissions)
})

test('gives a UEN to one organisation only, with an answer that tells nothing about the other', async () => {
  const input = newOrganization()
  const [first, second] = [await newUser(), await newUser()]
  const make = (user: { authorization: string }) =>
    request('POST', '/organizations', input, { headers: { authorization: user.authorization } })
  const answers = await Promise.all([make(first), make(second)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409])
  const refused = answers.find(({ status }) => status === 409)!
  assert.equal(refused.body.code, 'organizations.uen_taken')
  assert.ok(!refused.text.includes(input.name))
})

test('makes one organisation of five requests with one Idempotency-Key, which is the own one of each person', async () => {
  const [mei, arjun] = [await newUser(), await newUser()]
  const key = 'the same for both'
  const make = ({ authorization }: { authorization: string }, input: object) =>
    request('POST', '/organizations', input, { headers: { authorization }, key })
  const input = newOrganization()
  const answers = await Promise.all(Array.from({ length: 5 }, () => make(mei, input)))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 201, 201, 201],
  )
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1)
  assert.equal(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true').length, 4)
  assert.equal((await make(mei, newOrganization())).body.code, 'request.idempotency_key_reused')
  assert.equal((await make(arjun, newOrganization())).headers['idempotency-replayed'], undefined)
})

test('finds another link when two organisations share a name', async () => {
  const name = 'Same Name Pte. Ltd.'
  const [one, two] = [await signUp('owner', undefined, { name }), await signUp('owner', undefined, { name })]
  const slug = async (person: typeof one) => (await person.get(`/organizations/${person.organization_id}`)).body.slug
  assert.equal(await slug(one), 'same-name')
  assert.match(await slug(two), /^same-name-[0-9a-f]{6}$/)
})

test('names each mistake of a new organisation', async () => {
  const { authorization } = await newUser()
  const input = newOrganization({
    uen: '201899901A',
    gst_reg_no: null,
    address: { line1: 'x', postal_code: '12', country: 'SG' },
  })
  const { status, body } = await request('POST', '/organizations', input, { headers: { authorization } })
  assert.equal(status, 422)
  assert.deepEqual(
    body.errors.map(({ pointer }: { pointer: string }) => pointer),
    ['/uen', '/gst_reg_no', '/address/postal_code'],
  )
})

test('accepts what is only doubtful, and says so in the answer and nowhere else', async () => {
  const { authorization } = await newUser()
  const input = newOrganization({ gst_reg_no: 'X12345678X' })
  const { status, body } = await request('POST', '/organizations', input, { headers: { authorization } })
  assert.equal(status, 201)
  assert.deepEqual(
    body.warnings.map(({ pointer }: { pointer: string }) => pointer),
    ['/gst_reg_no'],
  )
  const acme = await signUp()
  const saved = await acme.patch(`/organizations/${acme.organization_id}`, { name: 'Kaki' }, { version: 1 })
  assert.deepEqual(saved.body.warnings, [])
})

test('says to an NRIC in the field of the UEN that it must not be there', async () => {
  const { authorization } = await newUser()
  const input = newOrganization({ uen: 's1234567d', gst_reg_no: 'M90312345A' })
  const { status, body } = await request('POST', '/organizations', input, { headers: { authorization } })
  assert.equal(status, 422)
  assert.match(body.errors[0].detail, /NRIC or FIN, which must not be entered/)
})

test('changes settings once per version: missing If-Match is 428, a stale one 412', async () => {
  const acme = await signUp()
  const path = `/organizations/${acme.organization_id}`
  assert.equal((await acme.patch(path, { billing_email: 'a@example.com' })).status, 428)
  const first = await acme.patch(path, { billing_email: 'a@example.com' }, { version: 1 })
  assert.equal(first.status, 200)
  assert.equal(first.headers.etag, '"2"')
  assert.equal((await acme.patch(path, { billing_email: 'b@example.com' }, { version: 1 })).status, 412)
  const { data } = (await acme.events()).at(-1)!
  assert.equal(data.billing_email, 'a@example.com')
})

test('leaving the GST register empties number and date together', async () => {
  const acme = await signUp()
  const { body } = await acme.patch(
    `/organizations/${acme.organization_id}`,
    { is_gst_registered: false },
    { version: 1 },
  )
  assert.equal(body.gst_reg_no, null)
  assert.equal(body.gst_registered_from, null)
  await assert.rejects(
    admin.query(`update app.organizations set is_gst_registered = true where organization_id = $1`, [
      acme.organization_id,
    ]),
    { constraint: 'organizations_gst_complete' },
  )
})

test('only owners and admins change settings, and strangers do not learn that it exists', async () => {
  const acme = await signUp()
  const path = `/organizations/${acme.organization_id}`
  const [member, stranger] = [await signUp('member', acme), await signUp()]
  assert.equal((await member.patch(path, { name: 'Mine' }, { version: 1 })).status, 403)
  assert.equal((await stranger.patch(path, { name: 'Mine' }, { version: 1 })).status, 404)
  assert.equal((await stranger.get(path)).status, 404)
})
