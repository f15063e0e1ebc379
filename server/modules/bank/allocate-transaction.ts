import type { Context } from '#platform/context.ts'
import { settleTransaction } from './settle-transaction.ts'
import { getBankTransaction } from './transaction-queries.ts'
import type { AllocateTransaction, BankTransaction } from './transaction-schemas.ts'

/** Says by hand what money is for: one invoice or several, a part, a charge taken off, or credit of the customer. */
export async function allocateTransaction(
  ctx: Context,
  id: string,
  input: AllocateTransaction,
): Promise<BankTransaction> {
  await settleTransaction(ctx, id, { ...input, is_automatic: false, score: null, reasons: [] })
  return getBankTransaction(ctx, id)
}
