// verbs: create-coupon update-coupon archive-coupon restore-coupon
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'

const { signUp } = await startApp()
const percent = {
  code: 'launch-20',
  name: 'Launch offer',
  percent_off_bp: 2_000,
  duration: 'months',
  duration_months: 3,
}
const pointers = (body: { errors: { pointer: string; code: string }[] }) =>
  body.errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()

test('makes a coupon, its code in capitals, and records it', async () => {
  const acme = await signUp()
  const { status, body } = await acme.post('/coupons', { ...percent, expires_date: '2026-11-22' })
  assert.equal(status, 201)
  const { id, version, archived_at, created_at, updated_at, ...rest } = body
  assert.deepEqual(rest, {
    ...percent,
    code: 'LAUNCH-20',
    amount_off_cents: null,
    max_redemptions: null,
    redemption_count: 0,
    expires_date: '2026-11-22',
  })
  assert.deepEqual([version, archived_at, created_at], [1, null, updated_at])
  assert.deepEqual((await acme.events()).at(-1), { name: 'coupon.created', data: body })
  assert.deepEqual((await acme.get(`/coupons/${id}`)).body, body)
})

test('refuses a coupon that takes off nothing, or two things, or for no time', async () => {
  const acme = await signUp()
  const mistakes = async (changes: object) =>
    pointers((await acme.post('/coupons', { code: 'X', name: 'X', duration: 'once', ...changes })).body)
  assert.deepEqual(await mistakes({ expires_date: '2026-11-21' }), [
    '/expires_date too_early',
    '/percent_off_bp required',
  ])
  const both = { percent_off_bp: 1, amount_off_cents: 1 }
  assert.deepEqual(await mistakes({ ...both, duration_months: 2 }), [
    '/amount_off_cents not_allowed',
    '/duration_months not_allowed',
  ])
  assert.deepEqual(await mistakes({ percent_off_bp: 1, duration: 'months' }), ['/duration_months required'])
  assert.deepEqual(await mistakes({ percent_off_bp: 10_001, code: 'NO GOOD' }), [
    '/code wrong_format',
    '/percent_off_bp too_large',
  ])
  assert.deepEqual(await mistakes({ amount_off_cents: 1.5, max_redemptions: 0 }), [
    '/amount_off_cents wrong_type',
    '/max_redemptions too_small',
  ])
})

test('refuses a code that is taken, in whatever case', async () => {
  const acme = await signUp()
  await acme.post('/coupons', percent)
  const { status, body } = await acme.post('/coupons', { ...percent, code: 'Launch-20' })
  assert.deepEqual([status, body.code], [409, 'coupons.code_taken'])
  assert.equal((await (await signUp()).post('/coupons', percent)).status, 201)
})

test('changes name, cap and end of a coupon, and never what it takes off', async () => {
  const acme = await signUp()
  const { body } = await acme.post('/coupons', percent)
  const changes = { name: 'Summer', max_redemptions: 5, expires_date: '2027-01-01' }
  const after = await acme.patch(`/coupons/${body.id}`, changes, { version: 1 })
  assert.deepEqual(
    [after.status, after.body.name, after.body.max_redemptions, after.body.version],
    [200, 'Summer', 5, 2],
  )
  const [event] = (await acme.get('/events?limit=1')).body.data
  assert.deepEqual(Object.keys(event.changes).sort(), ['expires_date', 'max_redemptions', 'name'])
  const cheaper = await acme.patch(`/coupons/${body.id}`, { percent_off_bp: 1 }, { version: 2 })
  assert.deepEqual(pointers(cheaper.body), ['/percent_off_bp unknown_field'])
  const over = await acme.patch(`/coupons/${body.id}`, { expires_date: '2026-11-21' }, { version: 2 })
  assert.deepEqual(pointers(over.body), ['/expires_date too_early'])
  const stale = await acme.patch(`/coupons/${body.id}`, { name: 'Late' }, { version: 1 })
  assert.equal(stale.status, 412)
})

test('lists coupons newest first with their redemptions, and archived ones when asked', async () => {
  const acme = await signUp()
  const { body: first } = await acme.post('/coupons', percent)
  await acme.post('/coupons', { code: 'FIVER', name: 'Five dollars', amount_off_cents: 500, duration: 'forever' })
  const codes = async (query = '') =>
    (await acme.get(`/coupons${query}`)).body.data.map(({ code }: { code: string }) => code)
  assert.deepEqual(await codes(), ['FIVER', 'LAUNCH-20'])
  assert.deepEqual(await codes('?q=offer'), ['LAUNCH-20'])
  const { next_cursor } = (await acme.get('/coupons?limit=1')).body
  assert.deepEqual(await codes(`?limit=1&cursor=${next_cursor}`), ['LAUNCH-20'])
  for (const verb of ['archive', 'archive'])
    assert.ok((await acme.post(`/coupons/${first.id}/${verb}`)).body.archived_at)
  assert.deepEqual(await codes(), ['FIVER'])
  assert.deepEqual(await codes('?archived=yes'), ['LAUNCH-20'])
  for (const verb of ['restore', 'restore'])
    assert.equal((await acme.post(`/coupons/${first.id}/${verb}`)).body.archived_at, null)
  const names = (await acme.events()).map(({ name }) => name)
  assert.deepEqual(names.slice(-2), ['coupon.archived', 'coupon.restored'])
})

test('a coupon of another organisation is not there', async () => {
  const { body } = await (await signUp()).post('/coupons', percent)
  const beta = await signUp()
  assert.equal((await beta.get(`/coupons/${body.id}`)).status, 404)
  assert.equal((await beta.post(`/coupons/${body.id}/archive`)).status, 404)
  assert.equal((await beta.patch(`/coupons/${body.id}`, { name: 'Ours' }, { version: 1 })).status, 404)
})
