import { randomUUID, sign, verify } from 'node:crypto'
import type { Static } from 'typebox'
import type { JsonWebKeys } from './schemas.ts'
import type { SigningKey, SigningKeys } from './signing-keys.ts'

/** Seconds; whoever is disabled is stopped at once all the same, for each request looks at the session. */
export const accessTokenLifetime = 600

export type AccessClaims = { user_id: string; session_id: string }
export type SignAccessToken = (claims: AccessClaims) => string
export type AccessTokens = {
  /**
   * Signs with the key of now. Ask for it before a transaction begins: the keys may have to be read first, and who
   * wants a second connection while holding one waits for ever once all of them do.
   */
  signer(now: Temporal.Instant): Promise<SignAccessToken>
  /** Undefined for anything that is not a token of ours, whole and in time. */
  read(token: string, now: Temporal.Instant): Promise<AccessClaims | undefined>
  jwks(now: Temporal.Instant): Promise<Static<typeof JsonWebKeys>>
}

const cacheMax = 10_000
/** Seconds that the clocks of two of our machines may differ. */
const skew = 5

/** EdDSA access tokens (RFC 9068); one that was issued or verified here is remembered until it expires. */
export function createAccessTokens(keys: SigningKeys, issuer: string): AccessTokens {
  const known = new Map<string, AccessClaims & { expires: number }>()
  const remember = (token: string, claims: AccessClaims & { expires: number }) => {
    if (known.size >= cacheMax) known.delete(known.keys().next().value!)
    known.set(token, claims)
  }

  return {
    async signer(now) {
      const { current } = await keys.ring(now)
      return ({ user_id, session_id }) => {
        const iat = Math.floor(now.epochMilliseconds / 1000)
        const claims = { iss: issuer, aud: issuer, sub: user_id, sid: session_id, jti: randomUUID(), iat, nbf: iat }
        const expires = iat + accessTokenLifetime
        const signed = `${headerOf(current)}.${encode({ ...claims, exp: expires })}`
        const token = `${signed}.${sign(null, Buffer.from(signed), current.private_key).toString('base64url')}`
        // It mostly comes back to the process that made it, which need not check its own signature.
        remember(token, { user_id, session_id, expires })
        return token
      }
    },
    async read(token, now) {
      const seconds = now.epochMilliseconds / 1000
      const remembered = known.get(token)
      const claims = remembered ?? check(token, (await keys.ring(now)).published, issuer, seconds)
      if (!claims) return undefined
      if (claims.expires <= seconds) {
        known.delete(token)
        return undefined
      }
      if (!remembered) remember(token, claims)
      return claims
    },
    async jwks(now) {
      const { published } = await keys.ring(now)
      return { keys: published.map(({ x, kid }) => ({ kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'EdDSA' })) }
    },
  }
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const headerOf = ({ kid }: SigningKey): string => encode({ alg: 'EdDSA', typ: 'at+jwt', kid })

/** The header must be exactly one of ours: no other algorithm, key or critical extension is even looked at (RFC 8725). */
function check(token: string, keys: SigningKey[], issuer: string, seconds: number) {
  const [head, body = '', signature = '', ...rest] = token.split('.')
  const key = keys.find((candidate) => headerOf(candidate) === head)
  if (!key || rest.length) return undefined
  const bytes = Buffer.from(signature, 'base64url')
  // One spelling only: base64 has bits at its end that mean nothing.
  if (bytes.toString('base64url') !== signature) return undefined
  if (!verify(null, Buffer.from(`${head}.${body}`), key.public_key, bytes)) return undefined
  return claimsOf(JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>, issuer, seconds)
}

function claimsOf(
  { iss, aud, sub, sid, jti, iat, nbf, exp }: Record<string, unknown>,
  issuer: string,
  seconds: number,
) {
  if (iss !== issuer || aud !== issuer) return undefined
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof jti !== 'string') return undefined
  if (typeof iat !== 'number' || typeof nbf !== 'number' || typeof exp !== 'number') return undefined
  if (iat > seconds + skew || nbf > seconds + skew || exp > iat + accessTokenLifetime) return undefined
  return { user_id: sub, session_id: sid, expires: exp }
}
