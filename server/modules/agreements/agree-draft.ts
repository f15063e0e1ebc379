import { recordEvent } from '#modules/events/record-event.ts'
import { computeLines } from '#modules/invoices/compute-lines.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { agreementMade } from './events.ts'
import { getAgreement } from './queries.ts'
import type { StoredLine } from './recount.ts'
import type { Agreement, NewAgreement } from './schemas.ts'

/** Turns a draft into an agreed total that is billed in parts. The draft goes in the same transaction. */
export async function agreeDraft(ctx: Context, draft_id: string, { title }: NewAgreement): Promise<Agreement> {
  const draft = await ctx.db.one(
    db
      .deleteFrom('invoice_drafts')
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', draft_id)
      .returning(['customer_id', 'reference', 'lines', 'subscription_ids']),
    () => notFound('draft'),
  )
  if (draft.subscription_ids.length)
    throw conflict('agreements.of_subscription', 'This draft bills subscriptions: issue it whole.')
  const { lines: computed, subtotal_cents } = await computeLines(ctx, draft.customer_id, draft.lines)
  if (subtotal_cents <= 0 || computed.some(({ description, amount_cents }) => !description.trim() || amount_cents < 0))
    throw invalid('agreements.invalid', 'The draft is not finished.', [
      { pointer: '/lines', code: 'required', detail: 'Describe every line and give it an amount.' },
    ])
  const lines = computed.map(({ description, gst_code, amount_cents, quantity, unit }): StoredLine => {
    const counted = quantity === '1' && !unit ? '' : ` (${[quantity, unit].filter(Boolean).join(' ')})`
    return { description: `${description}${counted}`, gst_code, amount_cents }
  })
  const id = newId()
  ctx.db.send(
    db.insertInto('agreements').values({
      organization_id: ctx.organization_id,
      id,
      customer_id: draft.customer_id,
      title,
      reference: draft.reference,
      lines: JSON.stringify(lines),
      subtotal_cents,
      created_at: ctx.now.toString(),
      updated_at: ctx.now.toString(),
    }),
  )
  const agreement = await getAgreement(ctx, id)
  recordEvent(ctx, agreementMade, agreement)
  return agreement
}
