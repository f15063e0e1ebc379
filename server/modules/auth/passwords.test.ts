import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hash } from '@node-rs/argon2'
import fc from 'fast-check'
import { startApp } from '#test/support.ts'
import { createPasswords } from './passwords.ts'
import { signInFixture } from './sign-in-fixture.ts'

const cheap = { memoryCost: 1024, timeCost: 1, parallelism: 1 }

test('SEC-004 a hash is matched by its password whole, and by no shorter or other one', async () => {
  const passwords = createPasswords({ cost: cheap })
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 128 }), async (password) => {
      const hashed = await passwords.hash(password)
      assert.equal(await passwords.matches(password, hashed), true)
      const others = [password.slice(0, -1), `${password}x`, swapCase(password)]
      for (const other of others.filter((text) => text.normalize('NFKC') !== password.normalize('NFKC')))
        assert.equal(await passwords.matches(other, hashed), false)
    }),
    { numRuns: 40 },
  )
})
const swapCase = (text: string) => (text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase())

test('SEC-014 a password of nobody is hashed like that of somebody: it takes as long', async () => {
  const passwords = createPasswords()
  const hashed = await passwords.hash('a long enough password')
  const times = { somebody: Number.POSITIVE_INFINITY, nobody: Number.POSITIVE_INFINITY }
  for (let i = 0; i < 6; i++)
    for (const [who, stored] of [
      ['somebody', hashed],
      ['nobody', undefined],
    ] as const) {
      // Of the processor, and not of the clock: others want it too.
      const begin = process.cpuUsage()
      assert.equal(await passwords.matches('not the password at all', stored), false)
      const { user, system } = process.cpuUsage(begin)
      times[who] = Math.min(times[who], (user + system) / 1000)
    }
  const ratio = times.nobody / times.somebody
  assert.ok(ratio > 0.7 && ratio < 1.4, `${times.nobody} ms for nobody, ${times.somebody} ms for somebody`)
})

test('SEC-005 hashes with argon2id at today’s price, which the hash itself names', async () => {
  const hashed = await createPasswords().hash('a long enough password')
  assert.match(hashed, /^\$argon2id\$v=19\$m=65536,t=3,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  assert.notEqual(await createPasswords().hash('a long enough password'), hashed)
  const isWeak = (other: string) => createPasswords().isWeak(other)
  assert.equal(isWeak(hashed), false)
  assert.equal(isWeak(hashed.replace('m=65536', 'm=19456')), true)
  assert.equal(isWeak(hashed.replace('t=3', 't=2')), true)
  assert.equal(isWeak('$2b$12$something of another kind'), true)
})

test('SEC-005 a hash from a cheaper time is made anew at the next sign-in, and only then', async () => {
  const app = await startApp()
  const { logIn } = signInFixture(app)
  const { id, email } = await app.newUser()
  const weak = await hash('a long enough password', { ...cheap, memoryCost: 512 })
  await app.admin.query('update app.users set password_hash = $1 where id = $2', [weak, id])
  const stored = async () =>
    (await app.admin.query<{ h: string }>('select password_hash as h from app.users where id = $1', [id])).rows[0]!.h

  assert.equal((await logIn(email, { password: 'not the password at all' })).status, 401)
  assert.equal(await stored(), weak)
  assert.equal((await logIn(email)).status, 200)
  const upgraded = await stored()
  assert.match(upgraded, /m=1024,t=1/)
  assert.equal((await logIn(email)).status, 200)
  assert.equal(await stored(), upgraded)
})

test('SEC-007 hashes are keyed with a secret from outside the database, which is replaced as people sign in', async () => {
  const with_secrets = (...secrets: string[]) => createPasswords({ cost: cheap, secrets })
  const [none, old, both, next] = [
    with_secrets(),
    with_secrets('the first secret'),
    with_secrets('the second secret', 'the first secret'),
    with_secrets('the second secret'),
  ]
  const password = 'a long enough password'
  const [bare, keyed] = [await none.hash(password), await old.hash(password)]
  assert.match(keyed, /^[\w-]{8}\$argon2id\$/)
  assert.equal(await none.matches(password, keyed), false)
  for (const [passwords, hashed, matches, is_weak] of [
    [old, keyed, true, false],
    [old, bare, true, true],
    [both, keyed, true, true],
    [both, await next.hash(password), true, false],
    [next, keyed, false, true],
  ] as const)
    assert.deepEqual([await passwords.matches(password, hashed), passwords.isWeak(hashed)], [matches, is_weak])
})

test('SEC-006 fifty wait for the hash; who comes then is told when to come back, and nobody else waits', async () => {
  const passwords = createPasswords({ cost: cheap, parallel: 4, waiting: 50 })
  const outcomes = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.hash('a long enough password')))
  const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
  assert.equal(refused.length, 6)
  const { status, code, headers } = refused[0]!.reason as { status: number; code: string; headers: object }
  assert.deepEqual([status, code, headers], [503, 'auth.busy', { 'retry-after': '5' }])
})

test('SEC-006 the event loop goes on while passwords are hashed', async () => {
  const passwords = createPasswords()
  const hashing = Promise.all(Array.from({ length: 8 }, () => passwords.hash('a long enough password')))
  let turns = 0
  let done = false
  void hashing.then(() => (done = true))
  while (!done) {
    await new Promise((resolve) => setImmediate(resolve))
    turns++
  }
  assert.ok(turns > 100, `${turns} turns of the loop`)
})
