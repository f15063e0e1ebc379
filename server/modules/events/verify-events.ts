import { type Pool, read } from '#platform/database.ts'
import { type ChainedEvent, chainedColumns, chainHash, chainStart, fitsDigests, type Seal } from './event-chain.ts'
import type { Storage } from '#platform/storage.ts'
import type { Fault, SignedHead, Verification } from './schemas.ts'
import { findSignedHead, type HeadSigner } from './signed-heads.ts'

/** One place of the chain, with the event in it, or with what is left of one that was deleted. */
type Link = Seal & { event_id: string; is_erased: boolean } & (ChainedEvent | { [K in keyof ChainedEvent]: null })
type SealedLink = Seal & ChainedEvent & { event_id: string; is_erased: boolean }

const pageSize = 200

/** Whole, and in accord with the end that was kept outside the database; one that is not signed by us shows nothing. */
export async function verifyAgainstHead(
  { pool, storage, signer, clock }: { pool: Pool; storage: Storage; signer: HeadSigner; clock: () => Temporal.Instant },
  organization_id: string,
): Promise<Verification> {
  const kept = await findSignedHead(storage, organization_id)
  return verifyEvents(pool, organization_id, kept && signer.isOurs(kept) ? kept : undefined, clock())
}

/**
 * Walks the chain of an organisation from its first event, in constant memory, and names the first place where it is
 * not what was sealed.
 */
export async function verifyEvents(
  pool: Pool,
  organization_id: string,
  head: SignedHead | undefined,
  now: Temporal.Instant,
): Promise<Verification> {
  let last: { seq: number; hash: Buffer } = { seq: 0, hash: chainStart }
  let beforeLast: Buffer = chainStart
  let erased = 0
  let fault: Fault | undefined
  for await (const link of linksOf(pool, organization_id, 0)) {
    fault = await faultAt(pool, organization_id, link, last, beforeLast)
    if (fault) break
    if (link.data_key === null || link.actor_key === null) erased++
    beforeLast = last.hash
    last = link
    if (head?.seq === link.seq && head.hash !== link.hash.toString('hex')) fault = faultIn('rewritten', link)
    if (fault) break
  }
  if (!fault && head && head.seq > last.seq) fault = { kind: 'truncated', seq: last.seq + 1, event_id: null }
  const { stray, unsealed } = await outsideOf(pool, organization_id)
  if (!fault && stray) fault = { kind: 'inserted', seq: null, event_id: stray }
  return {
    id: organization_id,
    is_intact: fault === undefined,
    fault: fault ?? null,
    sealed: last.seq,
    erased,
    unsealed,
    signed_head: head ?? null,
    verified_at: now.toString(),
  }
}

async function faultAt(
  pool: Pool,
  organization_id: string,
  link: Link,
  last: { seq: number; hash: Buffer },
  beforeLast: Buffer,
): Promise<Fault | undefined> {
  const seq = last.seq + 1
  if (link.seq !== seq) return { kind: 'deleted', seq, event_id: null }
  if (link.id === null) return { kind: 'deleted', seq, event_id: link.event_id }
  if (!fits(last.hash, link, seq)) {
    // Somebody put another in front of it, with a hash that continues what is before.
    if (fits(beforeLast, link, last.seq)) return { kind: 'inserted', seq: last.seq, event_id: null }
    return misplaced(pool, organization_id, link, last.hash)
  }
  const isErased = link.data_key === null || link.actor_key === null
  return fitsDigests(link, link) && isErased === link.is_erased ? undefined : faultIn('changed', link)
}

/** The hash of a place does not continue the one before: was it changed, or does something else belong there? */
async function misplaced(pool: Pool, organization_id: string, link: SealedLink, previous: Buffer): Promise<Fault> {
  let before = link.hash
  for await (const other of linksOf(pool, organization_id, link.seq)) {
    if (other.id === null) continue
    if (fits(previous, other, link.seq)) {
      const isMoved = fits(other.hash, link, link.seq + 1) || fits(before, link, other.seq)
      return faultIn(isMoved ? 'reordered' : 'inserted', link)
    }
    // Everything behind moved up by one, to hide that one is gone.
    if (other.seq === link.seq + 1 && fits(link.hash, other, other.seq + 1))
      return { kind: 'deleted', seq: link.seq, event_id: null }
    before = other.hash
  }
  return faultIn('changed', link)
}

const fits = (previous: Buffer, link: SealedLink, seq: number): boolean =>
  chainHash(previous, link, { ...link, seq }).equals(link.hash)

const faultIn = (kind: Fault['kind'], { seq, event_id }: { seq: number; event_id: string }): Fault => ({
  kind,
  seq,
  event_id,
})

/** An erasure counts when the chain itself holds an event that says so. */
async function* linksOf(pool: Pool, organization_id: string, after: number): AsyncGenerator<Link> {
  for (let seq: number | undefined = after; seq !== undefined;) {
    const page: Link[] = await read(pool, organization_id, (tx) =>
      tx.all<Link>({
        text: `select s.seq, s.event_id, s.data_digest, s.actor_digest, s.hash, s.sealed_at, ${chainedColumns},
                 (e.data_key is null or e.actor_key is null) and exists (
                   select from events x where x.organization_id = $1 and x.subject_id = e.id and x.name = 'event.erased'
                     and x.sealed_at is not null) as is_erased
               from event_seals s
               left join events e on e.organization_id = s.organization_id and e.id = s.event_id
               where s.organization_id = $1 and s.seq > $2
               order by s.seq limit ${pageSize}`,
        parameters: [organization_id, seq],
      }),
    )
    yield* page
    seq = page.length === pageSize ? page.at(-1)!.seq : undefined
  }
}

/** An event that claims a place which it does not have, and how many wait for theirs. */
async function outsideOf(pool: Pool, organization_id: string): Promise<{ stray: string | null; unsealed: number }> {
  return read(pool, organization_id, (tx) =>
    tx.one<{ stray: string | null; unsealed: number }>({
      text: `select count(*) filter (where e.sealed_at is null) as unsealed,
               (array_agg(e.id order by e.id) filter (where e.sealed_at is not null))[1] as stray
             from events e
             left join event_seals s on s.organization_id = e.organization_id and s.event_id = e.id
             where e.organization_id = $1 and s.event_id is null`,
      parameters: [organization_id],
    }),
  )
}
