import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const base64url = (bytes: Buffer | string): string => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest()

const flag = { user_present: 1, user_verified: 4, backup_eligible: 8, backed_up: 16, attested: 64 }
type Flags = { user_present?: boolean; user_verified?: boolean; backup_eligible?: boolean; backed_up?: boolean }
/** What an answer may get wrong, or do in another way than most. */
type Twist = Flags & {
  origin?: string
  rp_id?: string
  challenge?: string
  type?: string
  cross_origin?: boolean
  count?: number
  user_handle?: string
}

/** A security key of our own, in software: what the standard says of authenticators, and how each answer can be wrong. */
export function createAuthenticator(origin = 'http://localhost:8000') {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  const { x, y } = publicKey.export({ format: 'jwk' })
  let count = 0
  let user_handle = ''

  const clientData = (type: string, challenge: string, twist: Twist): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: twist.type ?? type,
        challenge: twist.challenge ?? challenge,
        origin: twist.origin ?? origin,
        crossOrigin: twist.cross_origin ?? false,
      }),
    )
  const authenticatorData = (rp_id: string, twist: Twist, attested = Buffer.alloc(0)): Buffer => {
    const { user_present = true, user_verified = true, backup_eligible = false, backed_up = false } = twist
    const given = { user_present, user_verified, backup_eligible, backed_up, attested: attested.length > 0 }
    const flags = Object.entries(flag).reduce(
      (sum, [name, bit]) => sum + (given[name as keyof typeof flag] ? bit : 0),
      0,
    )
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(twist.count ?? count)
    return Buffer.concat([sha256(twist.rp_id ?? rp_id), Buffer.from([flags]), counter, attested])
  }
  const credential = { id: base64url(id), rawId: base64url(id), type: 'public-key', clientExtensionResults: {} }

  return {
    id: credential.id,
    /** Answers `POST /auth/passkeys/options`. */
    create(options: { challenge: string; rp: { id: string }; user: { id: string } }, twist: Twist = {}) {
      user_handle = options.user.id
      const key = cborMap([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x!, 'base64url')],
        [-3, Buffer.from(y!, 'base64url')],
      ])
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, id, key])
      const attestation = cborMap([
        ['fmt', 'none'],
        ['attStmt', {}],
        ['authData', authenticatorData(options.rp.id, twist, attested)],
      ])
      return {
        ...credential,
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', options.challenge, twist)),
          attestationObject: base64url(attestation),
          transports: ['usb'],
        },
      }
    },
    /** Answers the options of a sign-in or a step-up. */
    get(options: { challenge: string; rpId: string }, twist: Twist = {}) {
      count++
      const data = authenticatorData(options.rpId, twist)
      const client = clientData('webauthn.get', options.challenge, twist)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      return {
        ...credential,
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(signature),
          userHandle: (twist.user_handle ?? user_handle) || null,
        },
      }
    },
  }
}

type Cbor = number | string | Buffer | Record<string, never>

/** As much of CBOR (RFC 8949) as a key of WebAuthn is written in. */
function cborMap(entries: [number | string, Cbor][]): Buffer {
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, value]) => [cbor(key), cbor(value)])])
}

function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  return Buffer.isBuffer(value) ? Buffer.concat([head(2, value.length), value]) : head(5, 0)
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  return length < 256
    ? Buffer.from([(major << 5) | 24, length])
    : Buffer.from([(major << 5) | 25, length >> 8, length & 255])
}
