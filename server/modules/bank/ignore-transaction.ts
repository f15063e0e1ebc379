import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { bankTransactionIgnored } from './events.ts'
import { setStanding } from './set-standing.ts'
import { getBankTransaction } from './transaction-queries.ts'
import type { BankTransaction, IgnoreTransaction } from './transaction-schemas.ts'

/** It is no payment of a customer: interest, a refund, a loan. */
export async function ignoreTransaction(
  ctx: Context,
  id: string,
  { note }: IgnoreTransaction,
): Promise<BankTransaction> {
  recordEvent(ctx, bankTransactionIgnored, await setStanding(ctx, id, { status: 'ignored', held_until: null, note }))
  return getBankTransaction(ctx, id)
}
