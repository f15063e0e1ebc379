import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, nextUen, startApp } from '#test/support.ts'

const { signUp } = await startApp()
const kopi = () => ({ name: 'Kopi Kaki Pte. Ltd.', uen: nextUen(), email: 'ap@kopi.example', address })

test('creates a customer and records that it did', async () => {
  const acme = await signUp()
  const { status, body } = await acme.post('/customers', kopi())

  assert.equal(status, 201)
  assert.equal(body.name, 'Kopi Kaki Pte. Ltd.')
  assert.equal(body.payment_terms_days, 30)
  assert.deepEqual((await acme.events()).at(-1), { name: 'customer.created', data: body })
})

test('refuses a UEN the organisation already has, and records nothing', async () => {
  const acme = await signUp()
  const input = kopi()
  await acme.post('/customers', input)
  const before = (await acme.events()).length
  const { status, body } = await acme.post('/customers', { ...input, name: 'Kopi Twin' })

  assert.equal(status, 409)
  assert.equal(body.code, 'customers.uen_taken')
  assert.equal((await acme.events()).length, before)
})

test('lets two organisations bill the same company, each seeing only its own record', async () => {
  const [acme, beta] = [await signUp(), await signUp()]
  const input = kopi()
  const { body: acmes } = await acme.post('/customers', input)

  assert.equal((await beta.post('/customers', input)).status, 201)
  assert.equal((await beta.get(`/customers/${acmes.id}`)).status, 404)
})

test('names every mistake at once, each with a pointer', async () => {
  const acme = await signUp()
  const { status, body } = await acme.post('/customers', {
    name: '',
    kind: 'alien',
    phone: '91234567',
    address: { line1: '', postal_code: '1', country: 'Singapore' },
    payment_terms_days: '30',
    favourite_colour: 'red',
  })

  assert.equal(status, 422)
  assert.equal(body.code, 'request.invalid_body')
  assert.deepEqual(
    body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`).sort(),
    [
      '/address/country wrong_format',
      '/address/line1 required',
      '/address/line1 wrong_format',
      '/favourite_colour unknown_field',
      '/kind not_allowed',
      '/name required',
      '/name wrong_format',
      '/payment_terms_days wrong_type',
      '/phone wrong_format',
    ],
  )
})

test('refuses a UEN with a wrong check letter, a bad GST number and a short postal code, together', async () => {
  const acme = await signUp()
  const { status, body } = await acme.post('/customers', {
    ...kopi(),
    uen: '201899901A',
    gst_reg_no: 'nonsense',
    address: { ...address, postal_code: '12345' },
  })

  assert.equal(status, 422)
  assert.deepEqual(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort(), [
    '/address/postal_code',
    '/gst_reg_no',
    '/uen',
  ])
})

test('refuses an NRIC in place of a UEN and says why', async () => {
  const acme = await signUp()
  const { body } = await acme.post('/customers', { ...kopi(), uen: 'S1234567D' })
  assert.match(body.errors[0].detail, /NRIC/)
})

test('refuses a viewer, a stranger to the organisation, and anybody not signed in', async () => {
  const acme = await signUp()
  const viewer = await signUp('viewer', acme)
  const stranger = await signUp()

  assert.equal((await viewer.post('/customers', kopi())).status, 403)
  assert.equal((await viewer.get('/customers')).status, 200)
  const trespass = await stranger.get('/customers', { headers: { 'x-organization-id': acme.organization_id } })
  assert.equal(trespass.status, 403)
  assert.equal((await acme.post('/customers', kopi(), { headers: { authorization: '' } })).status, 401)
})

test('creates once for one Idempotency-Key, replays the answer, and refuses another body', async () => {
  const acme = await signUp()
  const input = kopi()
  const first = await acme.post('/customers', input, { key: 'once' })
  const second = await acme.post('/customers', input, { key: 'once' })
  const other = await acme.post('/customers', { ...input, name: 'Other' }, { key: 'once' })

  assert.equal(second.status, 201)
  assert.equal(second.headers['idempotency-replayed'], 'true')
  assert.equal(second.headers.etag, '"1"')
  assert.deepEqual(second.body, first.body)
  assert.equal(other.status, 422)
  assert.equal(other.body.code, 'request.idempotency_key_reused')
  assert.equal((await acme.get('/customers/count')).body.count, 1)
})
