import { recordEvent } from '#modules/events/record-event.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { promiseRecorded } from './events.ts'
import type { NewPromise, PaymentPromise } from './schemas.ts'

/** Writes down the day on which the customer says they will pay. Until it is over no reminder lists the invoice. */
export async function recordPromise(ctx: Context, invoice_id: string, input: NewPromise): Promise<PaymentPromise> {
  const { number, status, customer_id } = await getInvoice(ctx, invoice_id)
  if (status !== 'open') throw conflict('invoices.not_open', `${number} is ${status}: nothing is due on it.`)
  const today = dayIn((await getOrganization(ctx)).timezone, ctx.now)
  if (input.promised_date < today)
    throw invalid('dunning.invalid', 'A promise is for a day to come.', [
      { pointer: '/promised_date', code: 'too_early', detail: 'This day is over. Choose today or a later one.' },
    ])
  const row = {
    id: newId(),
    invoice_id,
    promised_date: input.promised_date,
    note: input.note ?? null,
    recorded_by: ctx.actor.name,
    created_at: ctx.now.toString(),
  }
  ctx.db.send(db.insertInto('invoice_promises').values({ organization_id: ctx.organization_id, ...row }))
  const promise: PaymentPromise = { ...row, status: 'open' }
  recordEvent(ctx, promiseRecorded, { ...promise, number, customer_id })
  return promise
}
