import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { type Overdue, type PortalUrl, type Reminded, reminderLetter } from './emails.ts'
import { debtorsQuery } from './overdue.ts'
import { checkSteps, dayAfter } from './rules.ts'
import { firstCustomer } from './send-reminders.ts'
import type { DunningPreview, DunningStep } from './schemas.ts'

/** The mail of a step as a real customer would get it today, or with a made-up invoice while nothing is overdue. */
export async function previewStep(ctx: Context, step: DunningStep, portalUrl: PortalUrl): Promise<DunningPreview> {
  const mistakes = checkSteps([step]).map((mistake) => ({
    ...mistake,
    pointer: mistake.pointer.replace('/steps/0', ''),
  }))
  if (mistakes.length) throw invalid('dunning.invalid', 'The step cannot be used like this.', mistakes)
  const [debtor] = await ctx.db.all(debtorsQuery(ctx, [step], { after: firstCustomer, limit: 1 }))
  const about = debtor ?? (await example(ctx, step))
  const { to, subject, text } = reminderLetter(step, about, about.invoices, await portalUrl(ctx, about.customer_email))
  return { to, subject, text, is_example: !debtor }
}

async function example(ctx: Context, { days }: DunningStep): Promise<Reminded & { invoices: Overdue[] }> {
  const query: TextQuery<{ seller_name: string; today: string }> = {
    text: `select d.name as seller_name, ($2::timestamptz at time zone o.timezone)::date as today
           from organizations o join organization_directory d on d.organization_id = o.organization_id
           where o.organization_id = $1`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
  const seller = await ctx.db.one(query)
  const due_date = dayAfter(seller.today, -days)
  const number = `INV-${seller.today.slice(0, 4)}-00007`
  const invoice = { id: '', number, due_date, amount_due_cents: 109_000, step_days: days }
  return { ...seller, customer_name: 'Kopi Kaki', customer_email: 'accounts@example.com', invoices: [invoice] }
}
