import { getInvoice } from '#modules/invoices/queries.ts'
import { createRecurringInvoice } from '#modules/recurring-invoices/create-recurring-invoice.ts'
import { makeNext } from '#modules/recurring-invoices/make-next.ts'
import { recordPayment } from '#modules/payments/record-payment.ts'
import { db } from '#platform/database.ts'
import type { As, Scene } from './demo-story.ts'

/** A retainer each quarter, set up four months ago: an invoice on its first day, which was paid, and one that made itself. */
export function demoRecurring(as: As, customer_ids: string[], today: Temporal.ZonedDateTime): Scene[] {
  const begin = today.subtract({ months: 4 })
  let id: string
  const setUp = async () => {
    const input = {
      customer_id: customer_ids[0]!,
      billing_interval: 'quarter',
      first_date: begin.toPlainDate().toString(),
      when_due: 'issue',
      reference: 'Retainer {{quarter}}',
      lines: [
        {
          description: 'Cloud advice, retainer for {{period}}',
          quantity: '12',
          unit: 'hour',
          unit_price_cents: 18_000,
        },
        { description: 'Review of backups and access', quantity: '1', unit_price_cents: 45_000 },
      ],
    } as const
    ;({ id } = await createRecurringInvoice(as(begin.add({ hours: 10 })), { ...input, lines: [...input.lines] }))
  }
  const made = begin.add({ months: 3, minutes: 10 })
  const makeItself = async () => {
    await makeNext({ ...as(made), actor: { kind: 'system', id: null, name: 'NexusCore' } }, id)
  }
  const paid = begin.add({ days: 20, hours: 11 })
  const pay = async () => {
    const ctx = as(paid)
    const { invoice_id } = await ctx.db.one(
      db
        .selectFrom('recurring_invoice_dates')
        .select('invoice_id')
        .where('organization_id', '=', ctx.organization_id)
        .where('recurring_invoice_id', '=', id),
    )
    const { amount_due_cents } = await getInvoice(ctx, invoice_id!)
    await recordPayment(ctx, { invoice_id: invoice_id!, amount_cents: amount_due_cents, method: 'bank_transfer' })
  }
  return [
    { at: begin.add({ hours: 10 }), happen: setUp },
    { at: paid, happen: pay },
    { at: made, happen: makeItself },
  ]
}
