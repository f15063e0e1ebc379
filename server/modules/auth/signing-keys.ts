import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { deriveKey, fingerprint, seal, unseal } from '#platform/crypto.ts'
import { db, type Pool, type Transaction, transact } from '#platform/database.ts'

/** As `iat` and `exp` of a token that one of them signed: a key is published as long as such a token may be about. */
const keptAfterRetirement = { minutes: 15 }
/** Each process looks again this often, so one minute after a rotation all of them sign with the new key. */
const lookAgainAfter = { minutes: 1 }

export type SigningKey = { kid: string; x: string; public_key: KeyObject; private_key: KeyObject }
/** `current` signs; `published` are those that verify: current, next, and those that retired just now. */
export type KeyRing = { current: SigningKey; published: SigningKey[] }
export type SigningKeys = {
  ring(now: Temporal.Instant): Promise<KeyRing>
  /** The next key signs from now on, and one is made to follow it; false when the current one is younger than `age`. */
  rotate(now: Temporal.Instant, age?: { minutes: number } | { hours: number }): Promise<boolean>
}

/** By then every process has seen the next key. */
const youngest = { minutes: 2 }

/**
 * The keys of the access tokens, in the database for all processes, their private part sealed with a key grown from
 * the secret key. The next one is published long before it signs, so that nobody meets a key that they have not seen.
 */
export function createSigningKeys({ pool, secret_key }: { pool: Pool; secret_key: string }): SigningKeys {
  const sealing_key = deriveKey(secret_key, 'signing keys')
  let known: { ring: KeyRing; at: Temporal.Instant } | undefined
  let looking: Promise<KeyRing> | undefined

  async function look(now: Temporal.Instant): Promise<KeyRing> {
    const ring = await transact(pool, undefined, (tx) => openRing(tx, sealing_key, now))
    known = { ring, at: now }
    return ring
  }

  return {
    async ring(now) {
      if (known && Temporal.Instant.compare(known.at.add(lookAgainAfter), now) > 0) return known.ring
      return (looking ??= look(now).finally(() => (looking = undefined)))
    },
    async rotate(now, age = youngest) {
      const done = await transact(pool, undefined, async (tx) => {
        await openRing(tx, sealing_key, now)
        return rotateKeys(tx, sealing_key, now, age)
      })
      known = undefined
      return done
    },
  }
}

type Row = { kid: string; state: string; public_key: string; private_key: Buffer }

async function openRing(tx: Transaction, sealing_key: Buffer, now: Temporal.Instant): Promise<KeyRing> {
  const rows = await tx.all(
    db
      .selectFrom('signing_keys')
      .select(['kid', 'state', 'public_key', 'private_key'])
      .where((where) =>
        where.or([
          where('retired_at', 'is', null),
          where('retired_at', '>', now.subtract(keptAfterRetirement).toString()),
        ]),
      )
      .orderBy('created_at'),
  )
  const keys = rows.map((row) => ({ state: row.state, key: openKey(row, sealing_key) }))
  const current = keys.find(({ state, key }) => state === 'current' && key)?.key
  const hasNext = keys.some(({ state, key }) => state === 'next' && key)
  if (!current || !hasNext) return makeFirst(tx, sealing_key, now)
  return { current, published: keys.flatMap(({ key }) => key ?? []) }
}

/** In an empty table, or when the secret key is another and opens none; of two processes at once one makes them. */
async function makeFirst(tx: Transaction, sealing_key: Buffer, now: Temporal.Instant): Promise<KeyRing> {
  const since = now.toString()
  const rows = await tx.all(db.selectFrom('signing_keys').select(['kid', 'state', 'public_key', 'private_key']))
  const useless = rows.filter((row) => !openKey(row, sealing_key)).map(({ kid }) => kid)
  if (useless.length) await tx.all(db.deleteFrom('signing_keys').where('kid', 'in', useless))
  await tx.all(
    db
      .insertInto('signing_keys')
      .values([
        { ...newKey(sealing_key, now), state: 'current', current_since: since },
        { ...newKey(sealing_key, now), state: 'next' },
      ])
      .onConflict((exists) => exists.doNothing()),
  )
  return openRing(tx, sealing_key, now)
}

async function rotateKeys(
  tx: Transaction,
  sealing_key: Buffer,
  now: Temporal.Instant,
  age: { minutes: number } | { hours: number },
): Promise<boolean> {
  const retired = await tx.find(
    db
      .updateTable('signing_keys')
      .set({ state: 'retiring', retired_at: now.toString() })
      .where('state', '=', 'current')
      .where('current_since', '<=', now.subtract(age).toString())
      .returning('kid'),
  )
  if (!retired) return false
  tx.send(
    db.updateTable('signing_keys').set({ state: 'current', current_since: now.toString() }).where('state', '=', 'next'),
  )
  tx.send(db.insertInto('signing_keys').values({ ...newKey(sealing_key, now), state: 'next' }))
  tx.send(db.deleteFrom('signing_keys').where('retired_at', '<', now.subtract(keptAfterRetirement).toString()))
  return true
}

function newKey(sealing_key: Buffer, now: Temporal.Instant) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const kid = fingerprint(x).slice(0, 16)
  const private_key = seal(sealing_key, kid, privateKey.export({ format: 'der', type: 'pkcs8' }))
  return { kid, public_key: x, private_key, created_at: now.toString() }
}

function openKey({ kid, public_key: x, private_key }: Row, sealing_key: Buffer): SigningKey | undefined {
  const der = unseal(sealing_key, kid, private_key)
  if (!der) return undefined
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { kid, x, public_key: createPublicKey(privateKey), private_key: privateKey }
}
