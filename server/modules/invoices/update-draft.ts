import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { onConstraint, staleVersion } from '#platform/errors.ts'
import { noSuchCustomer } from './create-draft.ts'
import { computeDraft, getDraftRow } from './draft-queries.ts'
import { draftUpdated } from './events.ts'
import type { Draft, DraftChanges } from './schemas.ts'

export async function updateDraft(ctx: Context, id: string, version: number, changes: DraftChanges): Promise<Draft> {
  const before = await getDraftRow(ctx, id)
  const updated_at = ctx.now.toString()
  const draft = await computeDraft(ctx, { ...before, ...changes, version: version + 1, updated_at })
  const saved = await ctx.db
    .find(
      db
        .updateTable('invoice_drafts')
        .set({ ...changes, total_amount_cents: draft.total_amount_cents, version: version + 1, updated_at })
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
