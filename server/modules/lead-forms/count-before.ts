import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'

type Sent = { id: string; form_id: string; address_key: string; received_at: string }
/** What came through the form in the ten minutes before, counted no further than it matters. */
export type CountedBefore = { count_of_address: number; count_of_form: number }

/** How much may come through one form in ten minutes before the rest waits for somebody to look. */
export const formMax = 300
const window_ms = 600_000

/**
 * How much came before each of a batch, which is in its order and all of one form. One question however large a flood
 * is: where fewer than `formMax` came before the first, all of them are known; where more did, no address matters.
 */
export async function countBefore(ctx: Context, batch: readonly Sent[]): Promise<CountedBefore[]> {
  const [first] = batch
  if (!first) return []
  const earlier = await ctx.db.all(sql<Pick<Sent, 'address_key' | 'received_at'>>`
    select address_key, received_at from lead_submissions
    where organization_id = ${ctx.organization_id} and form_id = ${first.form_id}
      and (received_at, id) < (${first.received_at}::timestamptz, ${first.id}::uuid)
      and received_at > ${first.received_at}::timestamptz - interval '10 minutes'
    order by received_at desc, id desc limit ${sql.lit(formMax)}`)
  return countEach(earlier.toReversed(), batch)
}

function countEach(earlier: Pick<Sent, 'address_key' | 'received_at'>[], batch: readonly Sent[]): CountedBefore[] {
  const all = [...earlier, ...batch].map(({ address_key, received_at }) => ({
    address_key,
    at: Date.parse(received_at),
  }))
  const ofAddress = new Map<string, number>()
  const add = (address_key: string, count: number) =>
    ofAddress.set(address_key, (ofAddress.get(address_key) ?? 0) + count)
  let oldest = 0
  return all
    .map(({ address_key, at }, i) => {
      for (; all[oldest]!.at <= at - window_ms; oldest++) add(all[oldest]!.address_key, -1)
      const counted = { count_of_address: ofAddress.get(address_key) ?? 0, count_of_form: i - oldest }
      add(address_key, 1)
      return counted
    })
    .slice(earlier.length)
}
