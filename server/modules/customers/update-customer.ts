import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { onConstraint, staleVersion } from '#platform/errors.ts'
import { refuseMistakes, uenTaken } from './create-customer.ts'
import { customerUpdated } from './events.ts'
import { customerColumns, getCustomer } from './queries.ts'
import { derivedColumns } from './rules.ts'
import type { Customer, CustomerChanges } from './schemas.ts'

/** Changes a customer; invoices already issued keep the buyer they were issued to. */
export async function updateCustomer(
  ctx: Context,
  id: string,
  version: number,
  changes: CustomerChanges,
): Promise<Customer> {
  const before = await getCustomer(ctx, id)
  const wanted = { ...before, ...changes }
  refuseMistakes(ctx, wanted)

  const customer = await ctx.db
    .find(
      db
        .updateTable('customers')
        .set({
          ...changes,
          ...derivedColumns(wanted),
          version: version + 1,
          updated_at: ctx.now.toString(),
        })
        .where('organization_id', '=', ctx.organization_id)
        .where('id', '=', id)
        .where('version', '=', version)
        .returning(customerColumns),
    )
    .catch(onConstraint('customers_uen_taken', uenTaken))
  if (!customer) throw staleVersion('customer')

  recordEvent(ctx, customerUpdated, customer, changesBetween(before, customer))
  return customer
}
