import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { bankTransactionReopened } from './events.ts'
import { setStanding } from './set-standing.ts'
import { getBankTransaction } from './transaction-queries.ts'
import type { BankTransaction } from './transaction-schemas.ts'

/** What was ignored or on hold waits again. */
export async function reopenTransaction(ctx: Context, id: string): Promise<BankTransaction> {
  recordEvent(
    ctx,
    bankTransactionReopened,
    await setStanding(ctx, id, { status: 'open', held_until: null, note: null }),
  )
  return getBankTransaction(ctx, id)
}
