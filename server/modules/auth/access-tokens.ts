import { createPrivateKey, createPublicKey, type KeyObject, randomUUID, sign, verify } from 'node:crypto'
import { deriveKey, fingerprint } from '#platform/crypto.ts'

/** Seconds; whoever is disabled is stopped at once all the same, for each request looks at the session. */
export const accessTokenLifetime = 600

export type AccessClaims = { user_id: string; session_id: string }
export type AccessTokens = {
  issue(claims: AccessClaims, now: Temporal.Instant): string
  /** Undefined for anything that is not a token of ours, whole and in time. */
  read(token: string, now: Temporal.Instant): AccessClaims | undefined
  jwks: { keys: { kty: 'OKP'; crv: 'Ed25519'; x: string; kid: string; use: 'sig'; alg: 'EdDSA' }[] }
}

const cacheMax = 10_000
/** What stands in front of the 32 bytes of a seed in a PKCS#8 Ed25519 key (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** EdDSA access tokens (RFC 9068) signed with a key grown from the secret key; a verified token is remembered until it expires. */
export function createAccessTokens(secret_key: string, issuer: string): AccessTokens {
  const seed = deriveKey(secret_key, 'access token signing key 1')
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const kid = fingerprint(x).slice(0, 16)
  const header = encode({ alg: 'EdDSA', typ: 'at+jwt', kid })
  const verified = new Map<string, AccessClaims & { expires: number }>()

  return {
    issue({ user_id, session_id }, now) {
      const iat = Math.floor(now.epochMilliseconds / 1000)
      const claims = { iss: issuer, aud: issuer, sub: user_id, sid: session_id, jti: randomUUID(), iat, nbf: iat }
      const signed = `${header}.${encode({ ...claims, exp: iat + accessTokenLifetime })}`
      return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`
    },
    read(token, now) {
      const seconds = now.epochMilliseconds / 1000
      const known = verified.get(token) ?? check(token, header, publicKey, issuer, seconds)
      if (!known) return undefined
      if (known.expires <= seconds) {
        verified.delete(token)
        return undefined
      }
      if (verified.size >= cacheMax) verified.delete(verified.keys().next().value!)
      verified.set(token, known)
      return known
    },
    jwks: { keys: [{ kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'EdDSA' }] },
  }
}

/** The header must be exactly ours: no other algorithm, key id or critical extension is even looked at (RFC 8725). */
function check(token: string, header: string, publicKey: KeyObject, issuer: string, seconds: number) {
  const [head, body = '', signature = '', ...rest] = token.split('.')
  if (head !== header || rest.length) return undefined
  if (!verify(null, Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url'))) return undefined
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
  const { iss, aud, sub, sid, exp, nbf } = claims
  if (iss !== issuer || aud !== issuer || typeof sub !== 'string' || typeof sid !== 'string') return undefined
  if (typeof exp !== 'number' || typeof nbf !== 'number' || nbf > seconds + 5) return undefined
  return { user_id: sub, session_id: sid, expires: exp }
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
