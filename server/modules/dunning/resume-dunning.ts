import { getCustomer } from '#modules/customers/queries.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { getCustomerDunning } from './customer-dunning.ts'
import { dunningResumed } from './events.ts'
import type { CustomerDunning } from './schemas.ts'

/** Reminders go on where they stopped. Nothing happens where nobody paused them. */
export async function resumeDunning(ctx: Context, customer_id: string): Promise<CustomerDunning> {
  const { name } = await getCustomer(ctx, customer_id)
  const paused = await ctx.db.find(
    db
      .deleteFrom('dunning_pauses')
      .where('organization_id', '=', ctx.organization_id)
      .where('customer_id', '=', customer_id)
      .returning('customer_id'),
  )
  if (paused) recordEvent(ctx, dunningResumed, { id: customer_id, name })
  return getCustomerDunning(ctx, customer_id)
}
