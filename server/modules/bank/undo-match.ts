import { recordEvent } from '#modules/events/record-event.ts'
import { reversePayment } from '#modules/payments/reverse-payment.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { bankTransactionMatchUndone } from './events.ts'
import { suggestAgain } from './match-open.ts'
import { lockTransaction } from './settle-transaction.ts'
import { changedTransaction, getBankTransaction } from './transaction-queries.ts'
import type { BankTransaction, UndoMatch } from './transaction-schemas.ts'

/** Reverses the payment; the money waits again, and from now on only people match it. */
export async function undoMatch(ctx: Context, id: string, { reason }: UndoMatch): Promise<BankTransaction> {
  await releaseMatch(ctx, id, { reason })
  await suggestAgain(ctx, id)
  return getBankTransaction(ctx, id)
}

/** Undoes a match of money that is not to be explained again. */
export async function releaseMatch(ctx: Context, id: string, { reason }: UndoMatch): Promise<void> {
  const { payment_id } = await lockTransaction(ctx, id)
  if (!payment_id) throw conflict('bank.not_matched', 'This is not matched, so there is nothing to undo.')
  await reversePayment(ctx, payment_id, { reason })
  await freeTransaction(ctx, id)
}

/** The payment was reversed, by whom so ever: its money waits again. */
export async function freeOfReversed(ctx: Context, payment_id: string): Promise<void> {
  const found = await ctx.db.find<{ id: string }>({
    text: `select t.id from bank_transactions t
           join payments p on p.organization_id = t.organization_id and p.id = t.payment_id and p.reversed_at is not null
           where t.organization_id = $1 and t.payment_id = $2`,
    parameters: [ctx.organization_id, payment_id],
  })
  if (!found || (await lockTransaction(ctx, found.id)).payment_id !== payment_id) return
  await freeTransaction(ctx, found.id)
  await suggestAgain(ctx, found.id)
}

async function freeTransaction(ctx: Context, id: string): Promise<void> {
  ctx.db.send({
    text: `update bank_transactions set status = 'open', payment_id = null, is_automatic = false, match_score = null,
             match_reasons = '[]', matched_by = null, matched_at = null, undone_at = $3, updated_at = $3
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
  recordEvent(ctx, bankTransactionMatchUndone, await changedTransaction(ctx, id))
}
