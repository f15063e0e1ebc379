import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { canonicalJson } from '#platform/canonical-json.ts'
import { deriveKey } from '#platform/crypto.ts'
import { type Pool, read } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import type { Storage } from '#platform/storage.ts'
import type { SignedHead } from './schemas.ts'

type Head = { organization_id: string; seq: number; hash: string }

export type HeadSigner = {
  sign(head: Head, now: Temporal.Instant): SignedHead
  /** Signed with our key, and not altered since. */
  isOurs(head: SignedHead): boolean
}

/** What stands in front of the 32 bytes of a seed in a PKCS#8 Ed25519 key (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Ed25519, with a key grown from the secret key of the installation. */
export function createHeadSigner(secret_key: string): HeadSigner {
  const seed = deriveKey(secret_key, 'audit head signing key 1')
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  const { x: public_key = '' } = publicKey.export({ format: 'jwk' })
  return {
    sign(head, now) {
      const signed = { ...head, signed_at: now.toString(), public_key }
      return { ...signed, signature: sign(null, Buffer.from(canonicalJson(signed)), privateKey).toString('base64url') }
    },
    isOurs({ signature, ...signed }) {
      const text = Buffer.from(canonicalJson(signed))
      return signed.public_key === public_key && verify(null, text, publicKey, Buffer.from(signature, 'base64url'))
    },
  }
}

const keyOf = (organization_id: string) => `organizations/${organization_id}/audit-head.json`

export async function findSignedHead(storage: Storage, organization_id: string): Promise<SignedHead | undefined> {
  const bytes = await storage.get(keyOf(organization_id))
  return bytes && (JSON.parse(Buffer.from(bytes).toString()) as SignedHead)
}

export type HeadKeeper = { keep(): Promise<void> }
const pageSize = 500

/**
 * Keeps the signed end of each chain outside the database, where whoever rewrites the chain does not reach it. An end
 * that does not continue from the one kept before is not signed: what is kept stays as the evidence.
 */
export function createHeadKeeper(options: {
  pool: Pool
  storage: Storage
  signer: HeadSigner
  clock: () => Temporal.Instant
  log: Log
}): HeadKeeper {
  const { pool, storage, signer, clock, log } = options
  const keptSeq = new Map<string, number>()

  async function keepOne(head: Head): Promise<void> {
    const { organization_id, seq } = head
    const kept = await findSignedHead(storage, organization_id)
    if (kept && !(await continues(pool, kept)))
      return log.error({ organization_id, seq: kept.seq }, 'the audit trail does not continue from its signed head')
    if (kept && !signer.isOurs(kept))
      log.warn({ organization_id, seq: kept.seq }, 'the signed head of the audit trail was signed with another key')
    const signed = signer.sign(head, clock())
    if (kept?.seq !== seq || !signer.isOurs(kept))
      await storage.put(keyOf(organization_id), Buffer.from(JSON.stringify(signed)), 'application/json')
    keptSeq.set(organization_id, seq)
  }

  return {
    async keep() {
      for (let after: string | undefined = firstId; after;) {
        const heads: Head[] = await listHeads(pool, after)
        after = heads.length === pageSize ? heads.at(-1)!.organization_id : undefined
        for (const head of heads.filter(({ organization_id, seq }) => seq > 0 && keptSeq.get(organization_id) !== seq))
          await keepOne(head).catch((error: unknown) =>
            log.error({ organization_id: head.organization_id, error }, 'a head of the audit trail was not kept'),
          )
      }
    },
  }
}

const firstId = '00000000-0000-0000-0000-000000000000'

/** Of one page of organisations; 0 for one that has no chain yet. */
function listHeads(pool: Pool, after: string): Promise<Head[]> {
  return read(pool, undefined, (tx) =>
    tx.all({
      text: `select organization_id, coalesce(seq, 0) as seq, encode(hash, 'hex') as hash
             from (select organization_id from organization_directory where organization_id > $1 order by 1 limit $2) o
             left join lateral (
               select seq, hash from event_seals s where s.organization_id = o.organization_id order by seq desc limit 1) head
               on true
             order by 1`,
      parameters: [after, pageSize],
    }),
  )
}

/** The chain still passes through the head, with the same hash. */
async function continues(pool: Pool, { organization_id, seq, hash }: Head): Promise<boolean> {
  const found = await read(pool, undefined, (tx) =>
    tx.find({
      text: 'select from event_seals where organization_id = $1 and seq = $2 and hash = $3',
      parameters: [organization_id, seq, Buffer.from(hash, 'hex')],
    }),
  )
  return found !== undefined
}
