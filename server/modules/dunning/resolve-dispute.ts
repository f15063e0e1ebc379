import { recordEvent } from '#modules/events/record-event.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { disputeResolved } from './events.ts'
import { disputeColumns } from './queries.ts'
import type { Dispute, DisputeResolution } from './schemas.ts'

/** Settled, one way or the other: reminders go on while anything is due. */
export async function resolveDispute(ctx: Context, id: string, { resolution }: DisputeResolution): Promise<Dispute> {
  const update: TextQuery<Dispute> = {
    text: `update invoice_disputes set resolution = $3, resolved_at = $4
           where organization_id = $1 and id = $2 and resolved_at is null returning ${disputeColumns}`,
    parameters: [ctx.organization_id, id, resolution, ctx.now.toString()],
  }
  const dispute = (await ctx.db.find(update)) ?? (await refuse(ctx, id))
  const { number, customer_id } = await getInvoice(ctx, dispute.invoice_id)
  recordEvent(ctx, disputeResolved, { ...dispute, number, customer_id })
  return dispute
}

async function refuse(ctx: Context, id: string): Promise<never> {
  const query = {
    text: 'select id from invoice_disputes where organization_id = $1 and id = $2',
    parameters: [ctx.organization_id, id],
  }
  await ctx.db.one(query, () => notFound('dispute'))
  throw conflict('dunning.already_resolved', 'Somebody resolved this dispute already.')
}
