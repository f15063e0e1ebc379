import { openDispute } from '#modules/dunning/open-dispute.ts'
import { recordPromise } from '#modules/dunning/record-promise.ts'
import { remindCustomer } from '#modules/dunning/remind-customer.ts'
import { updateInterestSettings } from '#modules/interest/update-interest-settings.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'

/** Three who pay late: one has promised, one says that something is wrong, and one was reminded; paying late costs interest. */
export async function demoDunning(ctx: Context): Promise<void> {
  const [promised, disputed, reminded] = await ctx.db.all(latest(ctx))
  const friday = ctx.now.toZonedDateTimeISO('Asia/Singapore').toPlainDate().add({ days: 6 }).toString()
  if (promised)
    await recordPromise(ctx, promised.id, { promised_date: friday, note: 'By phone: they wait for money themselves' })
  if (disputed) await openDispute(ctx, disputed.id, { reason: 'They say that two of the hours were not agreed' })
  if (reminded) await remindCustomer(ctx, reminded.customer_id, async () => undefined)
  const starts_on_date = ctx.now.toZonedDateTimeISO('Asia/Singapore').toPlainDate().subtract({ days: 45 }).toString()
  await updateInterestSettings(ctx, { is_enabled: true, starts_on_date })
}

/** One overdue invoice each, of those whose debt is the youngest. */
function latest(ctx: Context): TextQuery<{ id: string; customer_id: string }> {
  return {
    text: `select id, customer_id from (
             select distinct on (i.customer_id) i.id, i.customer_id, i.due_date
             from invoices i join customers c on c.organization_id = i.organization_id and c.id = i.customer_id
             where i.organization_id = $1 and i.status = 'open' and i.due_date < $2::date - 4 and c.email is not null
             order by i.customer_id, i.due_date desc) late
           order by due_date desc, id limit 3`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
}
