import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { customerRestored } from './events.ts'
import { customerColumns, getCustomer } from './queries.ts'
import type { Customer } from './schemas.ts'

/** Puts an archived customer back into the lists. Restoring twice changes nothing. */
export async function restoreCustomer(ctx: Context, id: string): Promise<Customer> {
  const customer = await ctx.db.find(
    db
      .updateTable('customers')
      .set((eb) => ({
        archived_at: null,
        version: eb('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('archived_at', 'is not', null)
      .returning(customerColumns),
  )
  if (!customer) return getCustomer(ctx, id)
  recordEvent(ctx, customerRestored, customer)
  return customer
}
