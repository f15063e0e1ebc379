import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid, onConstraint } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { computeDraft, type DraftRow } from './draft-queries.ts'
import { draftCreated } from './events.ts'
import type { Draft, NewDraft } from './schemas.ts'

/** Saves an unfinished invoice: no number, anything may still be missing but the customer. */
export async function createDraft(ctx: Context, input: NewDraft): Promise<Draft> {
  const now = ctx.now.toString()
  const row: DraftRow = {
    id: newId(),
    customer_id: input.customer_id,
    currency: input.currency ?? 'SGD',
    due_date: input.due_date ?? null,
    reference: input.reference ?? null,
    notes: input.notes ?? null,
    lines: input.lines,
    issues_on_date: null,
    subscription_ids: [],
    version: 1,
    created_at: now,
    updated_at: now,
  }
  const draft = await computeDraft(ctx, row)
  await ctx.db
    .all(
      db.insertInto('invoice_drafts').values({
        ...row,
        organization_id: ctx.organization_id,
        total_amount_cents: draft.total_amount_cents,
      }),
    )
    .catch(onConstraint('invoice_drafts_customer', noSuchCustomer))
  recordEvent(ctx, draftCreated, draft)
  return draft
}

export const noSuchCustomer = () =>
  invalid('invoices.no_such_customer', 'There is no such customer.', [
    { pointer: '/customer_id', code: 'not_found', detail: 'There is no such customer.' },
  ])
