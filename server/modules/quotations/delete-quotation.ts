import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { quotationDeleted } from './events.ts'
import { lockQuotation } from './queries.ts'
import { refuseSent } from './update-quotation.ts'

/** A draft that nobody needs. */
export async function deleteQuotation(ctx: Context, id: string): Promise<void> {
  refuseSent(await lockQuotation(ctx, id))
  ctx.db.send({
    text: 'delete from quotations where organization_id = $1 and id = $2 and sent_at is null',
    parameters: [ctx.organization_id, id],
  })
  recordEvent(ctx, quotationDeleted, { id })
}
