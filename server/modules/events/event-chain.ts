import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from '#platform/canonical-json.ts'
import type { Actor } from '#platform/context.ts'
import type { Changes } from './record-event.ts'

/** An event with all that its place in the chain depends on. A key is null when what it keyed was erased. */
export type ChainedEvent = {
  organization_id: string
  id: string
  name: string
  actor_kind: Actor['kind']
  actor_id: string | null
  actor_name: string | null
  on_behalf_of_id: string | null
  on_behalf_of_name: string | null
  subject_id: string
  data: Record<string, unknown>
  changes: Changes | null
  request_id: string | null
  ip: string | null
  user_agent: string | null
  created_at: string
  data_key: string | null
  actor_key: string | null
}
export type Digests = { data_digest: Buffer; actor_digest: Buffer }
export type Seal = Digests & { seq: number; sealed_at: string; hash: Buffer }

export const chainedColumns =
  'e.organization_id, e.id, e.name, e.actor_kind, e.actor_id, e.actor_name, e.on_behalf_of_id, e.on_behalf_of_name, e.subject_id, e.data, e.changes, e.request_id, e.ip, e.user_agent, e.created_at, e.data_key, e.actor_key'

/** What stands in front of the first event. */
export const chainStart = Buffer.alloc(32)

/** The place of one event: the hash is SHA-256 over the hash before it and the event in canonical form. */
export function sealOf(previous: Buffer, event: ChainedEvent, seq: number, sealed_at: string): Seal {
  const digests = { data_digest: dataDigest(event), actor_digest: actorDigest(event) }
  return { ...digests, seq, sealed_at, hash: chainHash(previous, event, { ...digests, seq, sealed_at }) }
}

export function chainHash(previous: Buffer, event: ChainedEvent, seal: Omit<Seal, 'hash'>): Buffer {
  const { organization_id, id, name, actor_kind, actor_id, on_behalf_of_id, subject_id, request_id, created_at } = event
  const canonical = canonicalJson({
    organization_id,
    seq: seal.seq,
    sealed_at: seal.sealed_at,
    id,
    name,
    actor_kind,
    actor_id,
    on_behalf_of_id,
    subject_id,
    request_id,
    created_at,
    data_digest: seal.data_digest.toString('hex'),
    actor_digest: seal.actor_digest.toString('hex'),
  })
  return createHash('sha256').update(previous).update(canonical).digest()
}

/** Of what happened: it may hold personal data of those whom it happened to. */
const dataDigest = ({ data_key, data, changes }: ChainedEvent): Buffer => keyedDigest(data_key, { data, changes })

/** Of who did it, as far as that is more than an id. */
const actorDigest = ({ actor_key, actor_name, on_behalf_of_name, ip, user_agent }: ChainedEvent): Buffer =>
  keyedDigest(actor_key, { actor_name, on_behalf_of_name, ip, user_agent })

const keyedDigest = (key: string | null, value: object): Buffer =>
  createHmac('sha256', key ?? '')
    .update(canonicalJson(value))
    .digest()

/** Whether what the event says now is what was sealed; what was erased has to be empty, and says so by its key. */
export function fitsDigests(event: ChainedEvent, seal: Digests): boolean {
  const { data_key, data, changes, actor_key, actor_name, on_behalf_of_name, ip, user_agent } = event
  const hasData = data_key
    ? timingSafeEqual(dataDigest(event), seal.data_digest)
    : Object.keys(data).length === 0 && changes === null
  const hasActor = actor_key
    ? timingSafeEqual(actorDigest(event), seal.actor_digest)
    : [actor_name, on_behalf_of_name, ip, user_agent].every((value) => value === null)
  return hasData && hasActor
}
