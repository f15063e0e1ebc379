import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Stripe } from 'stripe'
import { checkSignature } from './check-signature.ts'

const now = Temporal.Instant.from('2026-11-22T04:00:00Z')
const seconds = now.epochMilliseconds / 1000
const secret = 'whsec_the_present_one_of_the_account'
const body = Buffer.from('{"id":"evt_1","note":"Kopi ☕"}')
const sign = (by = secret, timestamp = seconds, payload = body.toString()) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret: by, timestamp })
const check = (header: string, secrets = [secret], bytes = body) => checkSignature(header, bytes, { secrets, now })

test('SEC-126 believes what the official package signed, by any secret that is in use', () => {
  assert.equal(check(sign()), 'good')
  assert.equal(check(sign(), ['whsec_the_new_one_of_the_account', secret]), 'good')
  assert.equal(check(`${sign()},v0=aa`), 'good')
  const [, ours] = sign().split(',')
  const [, theirs] = sign('whsec_of_somebody_else_entirely').split(',')
  assert.equal(check(`t=${seconds},${theirs},${ours}`), 'good')
})

test('SEC-126 believes nothing else: another secret, byte, time, scheme or form', () => {
  const good = sign()
  const wrong = [
    sign('whsec_of_somebody_else_entirely'),
    good.replace('v1=', 'v0='),
    good.replace(`t=${seconds}`, `t=${seconds + 1}`),
    good.replace(`t=${seconds}`, `t=${seconds}.0`),
    `t=${seconds},${good}`,
    good.slice(0, -1),
    good.slice(good.indexOf(',') + 1),
    `t=${seconds}`,
    'v1=',
    '',
    'x'.repeat(10_000),
  ]
  for (const header of wrong) assert.equal(check(header), 'wrong', header)
  for (let i = 0; i < body.length; i += 5) {
    const altered = Buffer.from(body)
    altered[i]! ^= 1
    assert.equal(check(good, [secret], altered), 'wrong', `byte ${i}`)
  }
  assert.equal(check(good, []), 'wrong')
})

test('SEC-126 a signature is good for 300 seconds both ways, to the second', () => {
  assert.equal(check(sign(secret, seconds - 300)), 'good')
  assert.equal(check(sign(secret, seconds - 301)), 'too_old')
  assert.equal(check(sign(secret, seconds + 300)), 'good')
  assert.equal(check(sign(secret, seconds + 301)), 'in_future')
})
