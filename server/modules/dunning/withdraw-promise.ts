import { recordEvent } from '#modules/events/record-event.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { promiseWithdrawn } from './events.ts'
import { promisesQuery } from './queries.ts'
import type { PaymentPromise } from './schemas.ts'

/** The promise was a mistake, or does not hold any more: reminders go on. A second time changes nothing. */
export async function withdrawPromise(ctx: Context, id: string): Promise<PaymentPromise> {
  const withdrawn = await ctx.db.find(
    db
      .updateTable('invoice_promises')
      .set({ withdrawn_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('withdrawn_at', 'is', null)
      .returning('invoice_id'),
  )
  const promise = await ctx.db.one(promisesQuery(ctx, 'p.id', id), () => notFound('promise'))
  if (withdrawn) {
    const { number, customer_id } = await getInvoice(ctx, promise.invoice_id)
    recordEvent(ctx, promiseWithdrawn, { ...promise, number, customer_id })
  }
  return promise
}
