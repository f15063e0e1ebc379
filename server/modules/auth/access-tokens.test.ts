import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { startApp } from '#test/support.ts'
import { createAccessTokens } from './access-tokens.ts'
import { signInFixture } from './sign-in-fixture.ts'
import { createSigningKeys, type SigningKey } from './signing-keys.ts'

const app = await startApp()
const { pool, config } = app.parts
const { logIn, get, post } = signInFixture(app)
const now = Temporal.Instant.from('2026-11-22T04:00:00Z')
const me = (token: string) => get('/users/me', { authorization: `Bearer ${token}` })
const { body: session } = await logIn((await app.newUser()).email)
const token: string = session.access_token
const parsed = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString())
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const [head, payload, signature] = token.split('.') as [string, string, string]

/** Signed as by ourselves, with header and claims of one's choice. */
function forge(key: SigningKey, header: object, claims: object): string {
  const signed = `${encoded(header)}.${encoded(claims)}`
  return `${signed}.${sign(null, Buffer.from(signed), key.private_key).toString('base64url')}`
}

test('SEC-031 the published key verifies the access token, which says what RFC 9068 asks for', async () => {
  const { keys } = (await app.request('GET', '/.well-known/jwks.json')).body
  const { alg, typ, kid } = parsed(head)
  assert.deepEqual([alg, typ], ['EdDSA', 'at+jwt'])
  const key = createPublicKey({ key: keys.find((each: { kid: string }) => each.kid === kid), format: 'jwk' })
  assert.ok(verify(null, Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url')))
  const claims = parsed(payload)
  assert.deepEqual(Object.keys(claims), ['iss', 'aud', 'sub', 'sid', 'jti', 'iat', 'nbf', 'exp'])
  assert.equal((claims.exp as number) - (claims.iat as number), 600)
})

test('a token is not verified again by the process that issued it, and ends in time all the same', async () => {
  let asked = 0
  const counted = {
    ...app.parts.signing_keys,
    ring: (at: Temporal.Instant) => (asked++, app.parts.signing_keys.ring(at)),
  }
  const claims = { user_id: randomUUID(), session_id: randomUUID() }
  const here = createAccessTokens(counted, 'http://localhost:8000')
  const own = (await here.signer(now))(claims)
  const elsewhere = createAccessTokens(counted, 'http://localhost:8000')
  asked = 0
  assert.partialDeepStrictEqual(await here.read(own, now), claims)
  assert.equal(asked, 0)
  assert.partialDeepStrictEqual(await elsewhere.read(own, now), claims)
  assert.equal(asked, 1)
  assert.equal(await here.read(own, now.add({ seconds: 600 })), undefined)
})

test('SEC-031 any one character of the token altered is refused', async () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'
  await fc.assert(
    fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(...alphabet), async (at, character) => {
      fc.pre(token[at] !== character)
      const altered = token.slice(0, at) + character + token.slice(at + 1)
      assert.equal(await app.parts.tokens.read(altered, now), undefined)
    }),
    { numRuns: 500 },
  )
  assert.equal((await me(`${token}x`)).body.code, 'auth.token_invalid')
  assert.equal((await me(token)).status, 200)
})

test('SEC-031 any header but ours is refused, though the signature is right', async () => {
  const { current } = await app.parts.signing_keys.ring(now)
  const header = parsed(head)
  assert.ok(await app.parts.tokens.read(forge(current, header, parsed(payload)), now))
  const { kid: _kid, ...nameless } = header
  for (const other of [
    { ...header, alg: 'none' },
    { ...header, alg: 'HS256' },
    { ...header, alg: 'Ed25519' },
    { ...header, typ: 'JWT' },
    { ...header, kid: 'unknown' },
    { ...header, jku: 'https://evil.example/jwks.json' },
    { ...header, x5u: 'https://evil.example/cert' },
    { ...header, jwk: { kty: 'OKP' } },
    { ...header, crit: ['exp'] },
    nameless,
  ])
    assert.equal(
      await app.parts.tokens.read(forge(current, other, parsed(payload)), now),
      undefined,
      JSON.stringify(other),
    )
  assert.equal(await app.parts.tokens.read(`${encoded({ ...header, alg: 'none' })}.${payload}.`, now), undefined)
})

test('SEC-031 any claim missing, of another kind or out of bounds is refused, though the signature is right', async () => {
  const { current } = await app.parts.signing_keys.ring(now)
  const claims = parsed(payload) as Record<string, number>
  const refused = async (altered: object) =>
    assert.equal(
      await app.parts.tokens.read(forge(current, parsed(head), altered), now),
      undefined,
      JSON.stringify(altered),
    )
  for (const name of Object.keys(claims)) {
    const { [name]: _, ...others } = claims
    await refused(others)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(null, true, [], {}, ['x']), (value) => refused({ ...claims, [name]: value })),
      { numRuns: 5 },
    )
  }
  for (const name of ['iss', 'aud']) await refused({ ...claims, [name]: 'https://evil.example' })
  await refused({ ...claims, exp: claims.iat! - 1 })
  await refused({ ...claims, exp: claims.exp! + 1 })
  await refused({ ...claims, nbf: claims.nbf! + 6 })
  await refused({ ...claims, iat: claims.iat! + 60, exp: claims.exp! + 60 })
})

test('SEC-031 a key of somebody else signs nothing for us, whatever it calls itself', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const stranger = { kid: 'x', x: 'x', private_key: privateKey, public_key: publicKey }
  assert.equal(await app.parts.tokens.read(forge(stranger, parsed(head), parsed(payload)), now), undefined)
})

test('SEC-032 keys are rotated without signing anybody out, and the next one is known beforehand', async () => {
  const published = async (): Promise<string[]> =>
    (await app.request('GET', '/.well-known/jwks.json')).body.keys.map(({ kid }: { kid: string }) => kid)
  const kidOf = (jwt: string) => parsed(jwt.split('.')[0]!).kid as string
  // Another process of the same installation, which nobody tells of the rotation.
  const elsewhere = createAccessTokens(createSigningKeys({ pool, secret_key: config.secret_key }), config.public_url)
  const begin = Temporal.Instant.from('2026-11-22T05:00:00Z')
  app.travelTo(begin.toString())
  const { body } = await logIn((await app.newUser()).email)
  assert.ok(await elsewhere.read(body.access_token, begin))
  const before = await published()
  assert.equal(before.length, 2)

  assert.equal(await app.parts.signing_keys.rotate(begin), true)
  assert.equal(await app.parts.signing_keys.rotate(begin), false)
  const after = await published()
  assert.equal(after.length, 3)
  assert.deepEqual(
    before.filter((kid) => !after.includes(kid)),
    [],
  )
  const refreshed = (await post('/auth/refresh', { refresh_token: body.refresh_token })).body
  assert.notEqual(kidOf(refreshed.access_token), kidOf(body.access_token))
  assert.ok(before.includes(kidOf(refreshed.access_token)))
  assert.ok(await elsewhere.read(refreshed.access_token, begin))
  assert.equal((await me(body.access_token)).status, 200)
  // A process that starts now has never seen the token, and its key signs no more.
  const late = createAccessTokens(createSigningKeys({ pool, secret_key: config.secret_key }), config.public_url)
  assert.ok(await late.read(body.access_token, begin.add({ minutes: 9 })))

  app.travelTo(begin.add({ minutes: 16 }).toString())
  assert.deepEqual(
    await published(),
    after.filter((kid) => kid !== kidOf(body.access_token)),
  )
})

test('SEC-032 the private part of a key lies in the database sealed; another secret key makes new ones', async () => {
  const { rows } = await app.admin.query<{ private_key: Buffer }>('select private_key from app.signing_keys')
  const { current } = await app.parts.signing_keys.ring(now)
  const secret = Buffer.from(current.private_key.export({ format: 'jwk' }).d!, 'base64url')
  assert.ok(rows.length >= 2 && rows.every(({ private_key }) => !private_key.includes(secret)))

  const moved = createSigningKeys({ pool, secret_key: 'another key for tests, long enough to be taken' })
  const ring = await moved.ring(now)
  assert.equal(ring.published.length, 2)
  assert.ok(!ring.published.some(({ kid }) => kid === current.kid))
})

test('SEC-032 of several processes that start at once one makes the keys', async () => {
  const { parts } = await startApp()
  const rings = await Promise.all(
    Array.from({ length: 4 }, () => createSigningKeys({ pool: parts.pool, secret_key: config.secret_key }).ring(now)),
  )
  assert.equal(new Set(rings.map(({ current }) => current.kid)).size, 1)
})
