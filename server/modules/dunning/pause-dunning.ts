import { getCustomer } from '#modules/customers/queries.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { getCustomerDunning } from './customer-dunning.ts'
import { dunningPaused } from './events.ts'
import type { CustomerDunning, NewPause } from './schemas.ts'

/** No reminders to this customer by themselves, until a day or until somebody resumes. A second pause replaces the first. */
export async function pauseDunning(ctx: Context, customer_id: string, input: NewPause): Promise<CustomerDunning> {
  const { name } = await getCustomer(ctx, customer_id)
  const { organization_id } = ctx
  const { reason, until_date = null } = input
  const row = { reason, until_date, paused_by: ctx.actor.name, created_at: ctx.now.toString() }
  ctx.db.send(
    db
      .insertInto('dunning_pauses')
      .values({ organization_id, customer_id, ...row })
      .onConflict((taken) => taken.columns(['organization_id', 'customer_id']).doUpdateSet(row)),
  )
  recordEvent(ctx, dunningPaused, { id: customer_id, name, reason, until_date })
  return getCustomerDunning(ctx, customer_id)
}
