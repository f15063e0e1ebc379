import { noSuchCustomer } from '#modules/invoices/create-draft.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { onConstraint, type ProblemField } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { recurringInvoiceCreated } from './events.ts'
import { makeNext } from './make-next.ts'
import { invoiceOn, withDefaults } from './preview-recurring-invoice.ts'
import { type Day, getRecurringInvoice, getToday } from './queries.ts'
import { type Ending, fillTexts, mistaken, mistakesOfTexts, type Rhythm } from './rules.ts'
import type { NewRecurringInvoice, RecurringInvoice } from './schemas.ts'

/** Sets up what is invoiced again and again. When it begins today, its first invoice or draft is made at once. */
export async function createRecurringInvoice(ctx: Context, input: NewRecurringInvoice): Promise<RecurringInvoice> {
  const day = await getToday(ctx)
  const wanted = { ...withDefaults(input), made_count: 0 }
  refuseFirstDate(wanted.first_date, day)
  const total_amount_cents = await refuseMistakes(ctx, day, wanted, wanted.first_date)
  const id = newId()
  const now = ctx.now.toString()
  await ctx.db
    .all(
      db.insertInto('recurring_invoices').values({
        ...wanted,
        organization_id: ctx.organization_id,
        id,
        status: 'active',
        next_index: 0,
        next_date: wanted.first_date,
        currency: 'SGD',
        total_amount_cents,
        created_at: now,
        updated_at: now,
      }),
    )
    .catch(onConstraint('recurring_invoices_customer', noSuchCustomer))
  recordEvent(ctx, recurringInvoiceCreated, await getRecurringInvoice(ctx, id))
  if (wanted.first_date <= day.today) await makeNext(ctx, id)
  return getRecurringInvoice(ctx, id)
}

/** It begins today or later: nothing is invoiced for days before anybody asked for it. */
export function refuseFirstDate(first_date: string, { today }: Day, after: string | null = null): void {
  const refuse = (code: string, detail: string) => {
    throw mistaken([{ pointer: '/first_date', code, detail }])
  }
  if (first_date < today) refuse('too_early', 'Use today or a later day.')
  if (after && first_date <= after) refuse('too_early', `Use a day after ${after}: that one is done.`)
  if (first_date > Temporal.PlainDate.from(today).add({ years: 10 }).toString())
    refuse('too_late', 'Use a day within ten years from now.')
}

export type Wanted = Rhythm &
  Ending &
  Pick<RecurringInvoice, 'customer_id' | 'when_due' | 'reference' | 'notes' | 'lines'>

/** Refuses what could never be made; what a customer still lacks may come until then. Answers the total of one. */
export async function refuseMistakes(ctx: Context, day: Day, wanted: Wanted, date: string): Promise<number> {
  const [customer] = await ctx.db.batch(customerQuery(ctx, wanted.customer_id))
  if (!customer[0]) throw noSuchCustomer()
  const { lines } = fillTexts(wanted, wanted, 0)
  const { missing, total_amount_cents } = await invoiceOn(ctx, day, date, { customer_id: wanted.customer_id, lines })
  const mistakes = [
    ...(customer[0].is_archived
      ? [{ pointer: '/customer_id', code: 'archived', detail: 'Restore the customer first.' }]
      : []),
    ...mistakesOfEnd(wanted),
    ...mistakesOfTexts(wanted),
    ...(wanted.when_due === 'issue' ? missing.filter(isLasting) : []),
  ]
  if (mistakes.length) throw mistaken(mistakes)
  return total_amount_cents
}

const customerQuery = (ctx: Context, customer_id: string): TextQuery<{ is_archived: boolean }> => ({
  text: 'select archived_at is not null as is_archived from customers where organization_id = $1 and id = $2',
  parameters: [ctx.organization_id, customer_id],
})

/** An address may be added and a registration for GST may begin before the day comes; an empty line stays empty. */
const isLasting = ({ pointer }: ProblemField): boolean => pointer.startsWith('/lines') && !pointer.endsWith('/gst_code')

function mistakesOfEnd({ first_date, end_date, end_after_count, made_count }: Wanted): ProblemField[] {
  if (end_date && end_after_count)
    return [{ pointer: '/end_date', code: 'too_many', detail: 'Choose a last day or a number of times, not both.' }]
  if (end_date && end_date < first_date)
    return [{ pointer: '/end_date', code: 'too_early', detail: `Use ${first_date} or a later day: it begins then.` }]
  if (end_after_count && end_after_count <= made_count)
    return [
      {
        pointer: '/end_after_count',
        code: 'too_small',
        detail: `${made_count} were made already. Choose more, or end it.`,
      },
    ]
  return []
}
