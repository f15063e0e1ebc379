import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import { computeLines } from '#modules/invoices/compute-lines.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, staleVersion } from '#platform/errors.ts'
import { searchText } from './create-quotation.ts'
import { quotationUpdated } from './events.ts'
import { type Found, getQuotation, lockQuotation } from './queries.ts'
import type { QuotationChanges } from './schemas.ts'

/** Edits a draft. What was sent stays: revise it. */
export async function updateQuotation(
  ctx: Context,
  id: string,
  version: number,
  changes: QuotationChanges,
): Promise<Found> {
  const before = await lockQuotation(ctx, id)
  refuseSent(before)
  if (before.version !== version) throw staleVersion('quotation')
  const { lines, ...columns } = changes
  const sums = lines && (await computeLines(ctx, before.customer_id, lines))
  ctx.db.send(
    db
      .updateTable('quotations')
      .set({
        ...columns,
        ...(lines &&
          sums && {
            lines: JSON.stringify(lines),
            subtotal_cents: sums.subtotal_cents,
            gst_amount_cents: sums.gst_amount_cents,
          }),
        search_text: searchText(
          before.recipient_name,
          columns.reference === undefined ? before.reference : columns.reference,
        ),
        version: version + 1,
        updated_at: ctx.now.toString(),
      })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('sent_at', 'is', null),
  )
  const after = await getQuotation(ctx, id)
  recordEvent(ctx, quotationUpdated, after, changesBetween(before, after))
  return after
}

export function refuseSent({ status }: Pick<Found, 'status'>): void {
  if (status !== 'draft')
    throw conflict(
      'quotations.not_draft',
      'This quotation was sent and stays as it is. Revise it: that makes a new draft.',
    )
}
