import { recordEvent } from '#modules/events/record-event.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, onConstraint } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { disputeOpened } from './events.ts'
import type { Dispute, NewDispute } from './schemas.ts'

/** Writes down what the customer says is wrong. Until it is resolved no reminder lists the invoice. */
export async function openDispute(ctx: Context, invoice_id: string, { reason }: NewDispute): Promise<Dispute> {
  const { number, status, customer_id } = await getInvoice(ctx, invoice_id)
  if (status !== 'open') throw conflict('invoices.not_open', `${number} is ${status}: nothing is due on it.`)
  const taken = () => conflict('dunning.already_disputed', `${number} is disputed already. Resolve that first.`)
  const row = { id: newId(), invoice_id, reason, opened_by: ctx.actor.name, created_at: ctx.now.toString() }
  await ctx.db
    .one(
      db
        .insertInto('invoice_disputes')
        .values({ organization_id: ctx.organization_id, ...row })
        .returning('id'),
    )
    .catch(onConstraint('invoice_disputes_open', taken))
  const dispute: Dispute = { ...row, resolution: null, resolved_at: null }
  recordEvent(ctx, disputeOpened, { ...dispute, number, customer_id })
  return dispute
}
