import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressBucket, createRateLimiter } from './rate-limit.ts'

const mei = [{ policy: 'user', id: 'mei' }] as const

test('SEC-105 a bucket empties by what requests cost, fills up evenly, and says how it stands', () => {
  const { charge } = createRateLimiter(60)
  const first = charge(mei, 1, 0)
  assert.deepEqual(first, { policies: '"user";q=60;w=60', limits: '"user";r=59;t=1', violated: [], retry_after_s: 0 })
  assert.equal(charge(mei, 59, 0).limits, '"user";r=0;t=60')
  const refused = charge(mei, 1, 0)
  assert.deepEqual([refused.violated, refused.retry_after_s, refused.limits], [['user'], 1, '"user";r=0;t=60'])
  assert.deepEqual(charge(mei, 10, 0).retry_after_s, 10)
  assert.equal(charge(mei, 1, 1_000).limits, '"user";r=0;t=60')
  assert.equal(charge(mei, 1, 31_000).limits, '"user";r=29;t=31')
  assert.equal(
    charge(mei, 1_000, 200_000).violated.length,
    0,
    'what costs more than the whole quota waits for all of it',
  )
})

test('SEC-106 what one quota refuses is taken from none', () => {
  const { charge } = createRateLimiter(60)
  const both = (user: string) => [
    { policy: 'user', id: user } as const,
    { policy: 'organization', id: 'acme' } as const,
  ]
  for (const user of ['a', 'b', 'c', 'd']) assert.deepEqual(charge(both(user), 60, 0).violated, [])
  assert.deepEqual(charge(both('e'), 1, 0).violated, ['organization'])
  assert.deepEqual(charge([{ policy: 'user', id: 'e' }], 60, 0).violated, [])
  assert.deepEqual(charge(both('a'), 1, 0).violated, ['user', 'organization'])
})

test('the memory for buckets is bounded', () => {
  const { charge } = createRateLimiter(60)
  for (let n = 0; n < 200_000; n++) charge([{ policy: 'address', id: String(n) }], 1, n / 1_000)
  assert.equal(charge([{ policy: 'address', id: 'new' }], 1, 200).violated.length, 0)
})

test('a clock that is set back keeps nobody waiting for it to come round again', () => {
  const { charge } = createRateLimiter(60)
  const mei = [{ policy: 'user', id: 'mei' } as const]
  const ask = (now_ms: number) => charge(mei, 1, now_ms).violated.length
  for (let n = 0; n < 60; n++) assert.equal(ask(3_600_000), 0)
  assert.deepEqual([ask(3_600_000), ask(0)], [1, 0])
})

test('SEC-106 an IPv6 address counts with its /64, and a mapped one as IPv4', () => {
  assert.equal(addressBucket('203.0.113.7'), '203.0.113.7')
  assert.equal(addressBucket('::ffff:203.0.113.7'), '203.0.113.7')
  assert.equal(addressBucket('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2')
  assert.equal(addressBucket('2001:db8::1'), addressBucket('2001:db8::2:1'))
  assert.equal(addressBucket('::1'), '0:0:0:0')
})

test('counting costs a request a few microseconds', (t) => {
  const { charge } = createRateLimiter(1_000_000_000)
  const charges = [{ policy: 'user', id: 'mei' } as const, { policy: 'organization', id: 'acme' } as const]
  const times = Array.from({ length: 20 }, (_, round) => {
    const began = performance.now()
    for (let n = 0; n < 5_000; n++) charge(charges, 1, round * 100 + n / 1_000)
    return (performance.now() - began) / 5
  })
  const micros = times.toSorted((a, b) => a - b)[10]!
  t.diagnostic(`${micros.toFixed(2)} µs`)
  assert.ok(micros < 20, `${micros} µs`)
})
