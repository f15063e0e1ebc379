import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { signInFixture } from './sign-in-fixture.ts'

const app = await startApp()
const { post } = signInFixture(app)
const stranger = () => `${randomUUID()}@example.com`
const address = (i: number) => `10.1.${Math.trunc(i / 250)}.${(i % 250) + 1}`
const ways: Record<string, (email: string) => object> = {
  '/auth/login': (email) => ({ email, password: 'not the password at all' }),
  '/auth/register': (email) => ({ email, password: 'rain on the market roof', name: 'Mei Tan' }),
  '/auth/password/forgot': (email) => ({ email }),
  '/auth/verify/resend': (email) => ({ email }),
}

test('SEC-013 sign-in, sign-up, reset and resend answer a known and an unknown address byte for byte alike', async () => {
  for (const [path, bodyOf] of Object.entries(ways)) {
    const [known, unknown] = await Promise.all(
      [(await app.newUser()).email, stranger()].map(async (email) => {
        const { status, headers, body } = await post(path, bodyOf(email))
        // What is left of the quota tells of the requests before, not of the address.
        const { 'x-request-id': _id, date: _date, ratelimit: _left, ...others } = headers
        return { status, others, body: { ...body, request_id: '' } }
      }),
    )
    assert.deepEqual(known, unknown, path)
  }
})

test('SEC-014 a log-in hashes once, whether or not the address is known', async () => {
  const { passwords } = app.parts
  const before = { ...passwords }
  const seen: boolean[] = []
  passwords.matches = (given, stored) => {
    seen.push(stored !== undefined)
    return before.matches(given, stored)
  }
  for (const email of [(await app.newUser()).email, stranger()])
    await post('/auth/login', { email, password: 'not the password at all' })
  Object.assign(passwords, before)
  assert.deepEqual(seen.slice(-2), [true, false])
})

test('SEC-014 they take the same time: lower quarters of interleaved samples lie within 5 ms', async (t) => {
  const users = await Promise.all(Array.from({ length: 20 }, () => app.newUser()))
  for (const [path, bodyOf] of Object.entries(ways)) {
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
    for (let i = 0; i < 160; i++) {
      const kind = i % 2 ? 'known' : 'unknown'
      const email = kind === 'known' ? users[i % users.length]!.email : stranger()
      const begin = performance.now()
      await post(path, bodyOf(email), { ip: address(i) })
      if (i >= 20) times[kind].push(performance.now() - begin)
    }
    const [known, unknown] = [lowerQuarter(times.known), lowerQuarter(times.unknown)]
    t.diagnostic(`${path}: ${known.toFixed(2)} ms known, ${unknown.toFixed(2)} ms unknown`)
    assert.ok(Math.abs(known - unknown) < 5, `${path}: ${known} ms for known, ${unknown} ms for unknown`)
  }
})
/** What a busy machine delays lies above it. */
const lowerQuarter = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 2]!
