import type { Context } from '#platform/context.ts'
import { alreadyMatched, lockTransaction } from './settle-transaction.ts'
import { changedTransaction } from './transaction-queries.ts'
import type { ChangedTransaction } from './events.ts'

type Standing = { status: 'open' | 'ignored' | 'on_hold'; held_until: string | null; note: string | null }

/** Changes where money stands that is not matched. */
export async function setStanding(
  ctx: Context,
  id: string,
  { status, held_until, note }: Standing,
): Promise<ChangedTransaction> {
  const money = await lockTransaction(ctx, id)
  if (money.status === 'matched') throw alreadyMatched(money)
  ctx.db.send({
    text: `update bank_transactions set status = $3, held_until = $4, note = $5, updated_at = $6
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, status, held_until, note, ctx.now.toString()],
  })
  return changedTransaction(ctx, id)
}
