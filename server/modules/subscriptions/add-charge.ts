import { recordEvent } from '#modules/events/record-event.ts'
import { computeLines } from '#modules/invoices/compute-lines.ts'
import { listMissing } from '#modules/invoices/rules.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { subscriptionChargeAdded } from './events.ts'
import { lockSubscription } from './lock-subscription.ts'
import { getCharge } from './queries.ts'
import type { NewCharge, SubscriptionCharge } from './schemas.ts'

/** Puts a one-off charge on the next invoice of a subscription. */
export async function addCharge(ctx: Context, subscription_id: string, input: NewCharge): Promise<SubscriptionCharge> {
  const { status, customer_id } = await lockSubscription(ctx, subscription_id)
  if (status === 'canceled')
    throw conflict('subscriptions.not_running', 'This subscription is cancelled and gets no more invoices.')
  await refuseMistakes(ctx, customer_id, input)
  const id = newId()
  ctx.db.send(
    db.insertInto('subscription_charges').values({
      organization_id: ctx.organization_id,
      id,
      subscription_id,
      kind: 'one_off',
      description: input.description,
      quantity: input.quantity ?? '1',
      unit_price_cents: input.unit_price_cents,
      gst_code: input.gst_code ?? null,
      created_at: ctx.now.toString(),
    }),
  )
  const charge = await getCharge(ctx, subscription_id, id)
  recordEvent(ctx, subscriptionChargeAdded, charge)
  return charge
}

/** What no invoice could show is refused now, not by the run that would meet it. */
async function refuseMistakes(ctx: Context, customer_id: string, input: NewCharge): Promise<void> {
  const { gst_code, quantity = '1', ...rest } = input
  const line = { ...rest, quantity, ...(gst_code && { gst_code }) }
  const missing = listMissing(await computeLines(ctx, customer_id, [line]))
  const fields = missing
    .filter(({ pointer }) => pointer.startsWith('/lines'))
    .map((field) => ({ ...field, pointer: field.pointer.replace(/^\/lines(\/0)?/, '') || '/unit_price_cents' }))
  if (fields.length) throw invalid('subscriptions.invalid', 'This charge could stand on no invoice.', fields)
}
