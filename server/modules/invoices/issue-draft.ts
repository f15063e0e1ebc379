import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { issueInvoice } from './issue-invoice.ts'
import type { Invoice } from './schemas.ts'

/**
 * Turns a draft into an invoice. The draft goes in the same transaction, so that of two who try only one succeeds: people,
 * and the job that issues what a renewal run made. It keeps its id, by which periods and quotations know it.
 */
export async function issueDraft(ctx: Context, id: string): Promise<Invoice> {
  const draft = await ctx.db.one(
    db
      .deleteFrom('invoice_drafts')
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(['customer_id', 'currency', 'due_date', 'reference', 'notes', 'lines', 'subscription_ids']),
    () => notFound('draft'),
  )
  return issueInvoice(ctx, { ...draft, id })
}
