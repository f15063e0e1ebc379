import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { customerArchived } from './events.ts'
import { customerColumns, getCustomer } from './queries.ts'
import type { Customer } from './schemas.ts'

/** Takes a customer out of the lists; their documents stay. Archiving twice changes nothing. */
export async function archiveCustomer(ctx: Context, id: string): Promise<Customer> {
  const customer = await ctx.db.find(
    db
      .updateTable('customers')
      .set((eb) => ({
        archived_at: ctx.now.toString(),
        version: eb('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('archived_at', 'is', null)
      .returning(customerColumns),
  )
  if (!customer) return getCustomer(ctx, id)
  recordEvent(ctx, customerArchived, customer)
  return customer
}
