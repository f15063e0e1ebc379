import type { Transaction } from '#platform/database.ts'
import { pgArray } from '#platform/pipeline.ts'
import { type ChainedEvent, chainStart, type Seal, sealOf } from './event-chain.ts'

type Head = { organization_id: string; seq: number; hash: Buffer }

/** Any number will do, as long as every sealer takes the same. */
const lockKey = 4_117_300_905

/** Held to the end of the transaction: one sealer at a time, so that each chain has one end to go on from. */
export function lockChains(tx: Transaction): void {
  tx.send({ text: 'select pg_advisory_xact_lock($1)', parameters: [lockKey] })
}

/** Gives events their places behind the last ones of their organisations, all in two statements. */
export async function sealEvents(tx: Transaction, events: ChainedEvent[], sealed_at: string): Promise<void> {
  if (!events.length) return
  const chains = Map.groupBy(events, ({ organization_id }) => organization_id)
  const heads = await tx.all<Head>({
    text: `select organization_id, seq, hash
           from unnest($1::uuid[]) as o (organization_id)
           cross join lateral (
             select seq, hash from event_seals s where s.organization_id = o.organization_id order by seq desc limit 1) head`,
    parameters: [pgArray([...chains.keys()])],
  })
  const headOf = new Map(heads.map((head) => [head.organization_id, head]))
  const sealed = [...chains].flatMap(([organization_id, its]) => chain(its, headOf.get(organization_id), sealed_at))
  tx.send({
    text: `insert into event_seals (organization_id, seq, event_id, data_digest, actor_digest, hash, sealed_at)
           select organization_id, seq, event_id, data_digest, actor_digest, hash, $7
           from unnest($1::uuid[], $2::integer[], $3::uuid[], $4::bytea[], $5::bytea[], $6::bytea[])
             as s (organization_id, seq, event_id, data_digest, actor_digest, hash)`,
    parameters: [
      pgArray(sealed.map(({ event }) => event.organization_id)),
      pgArray(sealed.map(({ seal }) => seal.seq)),
      pgArray(sealed.map(({ event }) => event.id)),
      byteas(sealed.map(({ seal }) => seal.data_digest)),
      byteas(sealed.map(({ seal }) => seal.actor_digest)),
      byteas(sealed.map(({ seal }) => seal.hash)),
      sealed_at,
    ],
  })
}

/** By id, which is nearly the order of time; one that committed late comes later, for the chain never goes back. */
function chain(events: ChainedEvent[], head: Head | undefined, sealed_at: string) {
  let seq = head?.seq ?? 0
  let hash = head?.hash ?? chainStart
  return events
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((event): { event: ChainedEvent; seal: Seal } => {
      const seal = sealOf(hash, event, ++seq, sealed_at)
      hash = seal.hash
      return { event, seal }
    })
}

const byteas = (values: Buffer[]): string => pgArray(values.map((value) => `\\x${value.toString('hex')}`))
