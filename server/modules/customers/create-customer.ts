import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid, onConstraint } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { customerCreated } from './events.ts'
import { customerColumns } from './queries.ts'
import { checkCustomer, derivedColumns } from './rules.ts'
import type { Customer, NewCustomer } from './schemas.ts'

export async function createCustomer(ctx: Context, input: NewCustomer): Promise<Customer> {
  const details = {
    name: input.name,
    kind: input.kind ?? 'business',
    uen: input.uen ?? null,
    gst_reg_no: input.gst_reg_no ?? null,
    email: input.email ?? null,
    phone: input.phone ?? null,
    address: input.address ?? null,
    peppol_id: input.peppol_id ?? null,
    currency: input.currency ?? 'SGD',
    payment_terms_days: input.payment_terms_days ?? 30,
    notes: input.notes ?? null,
  }
  refuseMistakes(ctx, details)
  const customer = await ctx.db
    .one(
      db
        .insertInto('customers')
        .values({
          ...details,
          ...derivedColumns(details),
          organization_id: ctx.organization_id,
          id: newId(),
          created_at: ctx.now.toString(),
          updated_at: ctx.now.toString(),
        })
        .returning(customerColumns),
    )
    .catch(onConstraint('customers_uen_taken', uenTaken))

  recordEvent(ctx, customerCreated, customer)
  return customer
}

export function refuseMistakes(ctx: Context, wanted: Parameters<typeof checkCustomer>[0]): void {
  const fields = checkCustomer(wanted, ctx.now.toZonedDateTimeISO('Asia/Singapore').year)
  if (fields.length) throw invalid('customers.invalid', 'Some details of the customer are not right.', fields)
}

export const uenTaken = () => conflict('customers.uen_taken', 'Another customer already has this UEN.')
