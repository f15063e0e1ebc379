import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transact } from '#platform/database.ts'
import { Problem } from '#platform/errors.ts'
import { type Person, startApp } from '#test/support.ts'
import { redeemCoupon } from './redeem-coupon.ts'

const { parts, signUp } = await startApp()
const today = '2026-11-22'
const half = { code: 'HALF', name: 'Half off', percent_off_bp: 5_000, duration: 'once' }
const somebody = {
  actor: { kind: 'system', id: null, name: 'NexusCore' },
  request_id: null,
  ip: null,
  user_agent: null,
  now: parts.clock(),
} as const
const redeem = ({ organization_id }: Person, code: string, day = today) =>
  transact(parts.pool, organization_id, (db) => redeemCoupon({ ...somebody, db, organization_id }, code, day))
const refusal = async (redeeming: Promise<unknown>) =>
  redeeming.then(
    () => 'redeemed',
    (error: unknown) => (error instanceof Problem ? `${error.status} ${error.code}` : String(error)),
  )

test('gives the terms of the coupon, counts it and records it, without making an edit stale', async () => {
  const acme = await signUp()
  const { body } = await acme.post('/coupons', half)
  assert.deepEqual(await redeem(acme, ' half '), { ...body, redemption_count: 1 })
  const [event] = (await acme.get('/events?limit=1')).body.data
  assert.equal(event.name, 'coupon.redeemed')
  assert.deepEqual(event.changes, { redemption_count: { before: 0, after: 1 } })
  const capped = await acme.patch(`/coupons/${body.id}`, { max_redemptions: 2 }, { version: 1 })
  assert.equal(capped.body.redemption_count, 1)
})

test('refuses a coupon that is unknown, archived, expired or used up, each by its name', async () => {
  const acme = await signUp()
  assert.equal(await refusal(redeem(acme, 'HALF')), '422 coupons.unknown')
  const { body } = await acme.post('/coupons', { ...half, max_redemptions: 1, expires_date: '2026-11-30' })
  assert.equal(await refusal(redeem(await signUp(), 'HALF')), '422 coupons.unknown')
  assert.equal(await refusal(redeem(acme, 'HALF', '2026-12-01')), '409 coupons.expired')
  await acme.post(`/coupons/${body.id}/archive`)
  assert.equal(await refusal(redeem(acme, 'HALF')), '409 coupons.archived')
  await acme.post(`/coupons/${body.id}/restore`)
  assert.equal(await refusal(redeem(acme, 'HALF', '2026-11-30')), 'redeemed')
  assert.equal(await refusal(redeem(acme, 'HALF')), '409 coupons.used_up')
})

test('of fifty at once, the ten under the cap get it', async () => {
  const acme = await signUp()
  const { body } = await acme.post('/coupons', { ...half, max_redemptions: 10 })
  const ends = await Promise.all(Array.from({ length: 50 }, () => refusal(redeem(acme, 'HALF'))))
  const counts = Object.fromEntries([...Map.groupBy(ends, (end) => end)].map(([end, all]) => [end, all.length]))
  assert.deepEqual(counts, { redeemed: 10, '409 coupons.used_up': 40 })
  assert.equal((await acme.get(`/coupons/${body.id}`)).body.redemption_count, 10)
  const events = await acme.events()
  assert.equal(events.filter(({ name }) => name === 'coupon.redeemed').length, 10)
  const { body: lower } = await acme.patch(`/coupons/${body.id}`, { max_redemptions: 9 }, { version: 1 })
  assert.deepEqual(lower.errors[0].code, 'too_small')
})
