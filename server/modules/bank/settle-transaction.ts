import { recordEvent } from '#modules/events/record-event.ts'
import { recordPayment } from '#modules/payments/record-payment.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { bankTransactionMatched } from './events.ts'
import type { Reason } from './rules.ts'
import type { BankImport } from './schemas.ts'
import { changedTransaction } from './transaction-queries.ts'
import type { AllocateTransaction, BankTransaction } from './transaction-schemas.ts'

export type Settlement = AllocateTransaction & {
  is_automatic: boolean
  score: number | null
  reasons: Reason[]
}

/** Makes money of the statement a payment, and ties the two together. Of two who try at once, one is told of the other. */
export async function settleTransaction(ctx: Context, id: string, settlement: Settlement): Promise<void> {
  const money = await lockTransaction(ctx, id)
  if (money.status === 'matched') throw alreadyMatched(money)
  await refuseWhileTakenBack(ctx, money)
  if (money.amount_cents < 0) throw conflict('bank.went_out', 'This money went out: only what came in can be matched.')
  const { customer_id, allocations, fee_cents = 0, is_automatic, score, reasons } = settlement
  const text = `${money.description} ${money.reference ?? ''}`
  const payment = await recordPayment(
    ctx,
    {
      customer_id,
      allocations,
      // What a bank kept was paid by the customer all the same.
      amount_cents: money.amount_cents + fee_cents,
      payment_date: money.transaction_date,
      method: /paynow/i.test(text) ? 'paynow' : 'bank_transfer',
      reference: (money.reference ?? money.description).slice(0, 100).toWellFormed().trim() || null,
      payer_name: money.payer_name?.slice(0, 140).toWellFormed() ?? null,
    },
    { account: 'bank', fee_cents },
  )
  ctx.db.send({
    text: `update bank_transactions set status = 'matched', held_until = null, note = null, payment_id = $3, is_automatic = $4,
             match_score = $5, match_reasons = $6::jsonb, matched_by = $7, matched_at = $8, updated_at = $8
           where organization_id = $1 and id = $2`,
    parameters: [
      ctx.organization_id,
      id,
      payment.id,
      is_automatic,
      score,
      JSON.stringify(reasons),
      ctx.actor.name,
      ctx.now.toString(),
    ],
  })
  ctx.db.send({
    text: `delete from bank_suggestions where organization_id = $1 and bank_transaction_id = $2`,
    parameters: [ctx.organization_id, id],
  })
  recordEvent(ctx, bankTransactionMatched, await changedTransaction(ctx, id))
}

/** Its import is held meanwhile, so that nobody starts to take it back before this match is there. */
async function refuseWhileTakenBack(ctx: Context, { bank_import_id }: LockedTransaction): Promise<void> {
  const { status } = await ctx.db.one<{ status: BankImport['status'] }>({
    text: `select status from bank_imports where organization_id = $1 and id = $2 for share`,
    parameters: [ctx.organization_id, bank_import_id],
  })
  if (status === 'taking_back')
    throw conflict('bank.import_taken_back', 'The statement of this money is being taken back. Match other money.')
}

export type LockedTransaction = Pick<
  BankTransaction,
  | 'id'
  | 'bank_import_id'
  | 'transaction_date'
  | 'amount_cents'
  | 'description'
  | 'reference'
  | 'payer_name'
  | 'status'
  | 'payment_id'
  | 'matched_by'
>

/** Waits for whoever is changing it, and reads it after that. */
export function lockTransaction(ctx: Context, id: string): Promise<LockedTransaction> {
  const query: TextQuery<LockedTransaction> = {
    text: `select id, bank_import_id, transaction_date, amount_cents, description, reference, payer_name, status, payment_id, matched_by
           from bank_transactions where organization_id = $1 and id = $2 for update`,
    parameters: [ctx.organization_id, id],
  }
  return ctx.db.one(query, () => notFound('bank transaction'))
}

export const alreadyMatched = ({ matched_by }: Pick<LockedTransaction, 'matched_by'>) =>
  conflict('bank.already_matched', `${matched_by} has matched this already. Undo that first to change it.`)
