import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid, onConstraint, staleVersion } from '#platform/errors.ts'
import { noSuchCustomer } from './create-draft.ts'
import { computeDraft, getDraftRow } from './draft-queries.ts'
import { draftUpdated } from './events.ts'
import { keepServiceDays } from './keep-service-days.ts'
import type { Draft, DraftChanges } from './schemas.ts'

export async function updateDraft(ctx: Context, id: string, version: number, changes: DraftChanges): Promise<Draft> {
  const before = await getDraftRow(ctx, id)
  if (before.issues_on_date && changes.customer_id !== undefined && changes.customer_id !== before.customer_id)
    throw otherCustomer()
  const lines = changes.lines && (await keepServiceDays(ctx, id, changes.lines))
  const updated_at = ctx.now.toString()
  const draft = await computeDraft(ctx, {
    ...before,
    ...changes,
    ...(lines && { lines }),
    version: version + 1,
    updated_at,
  })
  const saved = await ctx.db
    .find(
      db
        .updateTable('invoice_drafts')
        .set({
          ...changes,
          ...(lines && { lines }),
          total_amount_cents: draft.total_amount_cents,
          version: version + 1,
          updated_at,
        })
        .where('organization_id', '=', ctx.organization_id)
        .where('id', '=', id)
        .where('version', '=', version)
        .returning('id'),
    )
    .catch(onConstraint('invoice_drafts_customer', noSuchCustomer))
  if (!saved) throw staleVersion('draft')
  recordEvent(ctx, draftUpdated, draft, changesBetween(before, { ...before, ...changes }))
  return draft
}

const otherCustomer = () =>
  invalid('invoices.customer_fixed', 'This draft bills the subscriptions of its customer.', [
    {
      pointer: '/customer_id',
      code: 'fixed',
      detail: 'A renewal run made it for the subscriptions of this customer. Make another draft for another customer.',
    },
  ])
