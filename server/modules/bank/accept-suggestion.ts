import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { alreadyMatched, lockTransaction, settleTransaction } from './settle-transaction.ts'
import { getBankTransaction } from './transaction-queries.ts'
import type { AcceptSuggestion, BankTransaction } from './transaction-schemas.ts'

/** Takes what the matcher suggests: the best, or the one that is named. */
export async function acceptSuggestion(
  ctx: Context,
  id: string,
  { suggestion_id }: AcceptSuggestion,
): Promise<BankTransaction> {
  const money = await lockTransaction(ctx, id)
  if (money.status === 'matched') throw alreadyMatched(money)
  const { suggestions } = await getBankTransaction(ctx, id)
  const suggestion = suggestion_id ? suggestions.find((one) => one.id === suggestion_id) : suggestions[0]
  if (!suggestion) throw suggestionGone()
  const { customer_id, fee_cents, score, reasons } = suggestion
  const allocations = suggestion.allocations.map(({ invoice_id, amount_cents }) => ({ invoice_id, amount_cents }))
  await settleTransaction(ctx, id, { customer_id, allocations, fee_cents, score, reasons, is_automatic: false })
  return getBankTransaction(ctx, id)
}

const suggestionGone = () =>
  conflict(
    'bank.suggestion_gone',
    'This suggestion does not hold any more. Look again, or choose the invoices yourself.',
  )
