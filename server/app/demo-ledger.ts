import { issueCreditNote } from '#modules/credit-notes/issue-credit-note.ts'
import { issueDebitNote } from '#modules/invoices/issue-debit-note.ts'
import { writeOffInvoice } from '#modules/invoices/write-off-invoice.ts'
import { recordPayment } from '#modules/payments/record-payment.ts'
import { recordRefund } from '#modules/payments/record-refund.ts'
import { reversePayment } from '#modules/payments/reverse-payment.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { As, Scene } from './demo-story.ts'

type Found = { id: string; customer_id: string; amount_due_cents: number; amount_paid_cents: number; number: string }

/** What else happens to money: taken back on paper and in the bank, given up, too much of it, and a cheque that bounced. */
export function demoLedger(as: As, today: Temporal.ZonedDateTime): Scene[] {
  const scene = (days_ago: number, happen: (ctx: Context) => Promise<unknown>): Scene => {
    const at = today.subtract({ days: days_ago }).add({ hours: 15, minutes: days_ago })
    return { at, happen: async () => void (await happen(as(at))) }
  }
  return [
    scene(70, creditWhatWasPaid),
    scene(44, creditWhatIsOwed),
    scene(33, giveUpTheOldest),
    scene(25, addForgottenHours),
    scene(13, payTwoAtOnce),
    scene(8, bounceACheque),
  ]
}

/** Half of what is credited goes back to the customer, the rest stays as credit. */
async function creditWhatWasPaid(ctx: Context): Promise<void> {
  const [invoice] = await find(ctx, `status = 'paid' and amount_paid_cents > 200000`, 'created_at desc')
  if (!invoice) return
  const amount_cents = 80_000
  await issueCreditNote(ctx, { invoice_id: invoice.id, amount_cents, reason: 'Two sessions were cancelled by us' })
  const kept: TextQuery<{ id: string }> = {
    text: `select id from payments where organization_id = $1 and customer_id = $2 and amount_unallocated_cents >= $3
           order by created_at desc limit 1`,
    parameters: [ctx.organization_id, invoice.customer_id, amount_cents],
  }
  const payment = await ctx.db.find(kept)
  if (payment)
    await recordRefund(ctx, payment.id, {
      amount_cents: amount_cents / 2,
      method: 'bank_transfer',
      reason: 'Half of the credit, as they asked',
    })
}

async function creditWhatIsOwed(ctx: Context): Promise<void> {
  const [invoice] = await find(
    ctx,
    `status = 'open' and amount_paid_cents = 0 and amount_due_cents > 200000`,
    'created_at desc',
  )
  if (invoice)
    await issueCreditNote(ctx, {
      invoice_id: invoice.id,
      amount_cents: Math.round(invoice.amount_due_cents / 400) * 100,
      reason: 'A quarter off for the days on which the service was down',
    })
}

async function giveUpTheOldest(ctx: Context): Promise<void> {
  const [invoice] = await find(ctx, `status = 'open'`, 'due_date, id')
  if (invoice) await writeOffInvoice(ctx, invoice.id, { reason: 'The company was struck off' })
}

async function addForgottenHours(ctx: Context): Promise<void> {
  const sql = `status = 'open' and kind = 'tax_invoice' and (select bool_and(g.gst_code = 'SR') from invoice_gst_groups g
               where g.organization_id = i.organization_id and g.invoice_id = i.id)`
  const [invoice] = await find(ctx, sql, 'created_at desc')
  if (invoice)
    await issueDebitNote(ctx, invoice.id, {
      reason: 'Three hours of migration were left out',
      lines: [{ description: 'Data migration', unit: 'hour', quantity: '3', unit_price_cents: 18_000, gst_code: 'SR' }],
    })
}

/** One transfer over two invoices, and ten dollars too much. */
async function payTwoAtOnce(ctx: Context): Promise<void> {
  const two = `status = 'open' and kind = 'tax_invoice' and (select count(*) from invoices o where o.organization_id = $1
               and o.customer_id = i.customer_id and o.status = 'open') > 1`
  const [first] = await find(ctx, two, 'created_at desc')
  if (!first) return
  const owed = (await find(ctx, `status = 'open' and customer_id = '${first.customer_id}'`, 'due_date, id')).slice(0, 2)
  await recordPayment(ctx, {
    customer_id: first.customer_id,
    amount_cents: owed.reduce((sum, { amount_due_cents }) => sum + amount_due_cents, 1_000),
    allocations: owed.map(({ id, amount_due_cents }) => ({ invoice_id: id, amount_cents: amount_due_cents })),
    method: 'bank_transfer',
    reference: owed.map(({ number }) => number).join(' '),
  })
}

async function bounceACheque(ctx: Context): Promise<void> {
  const [invoice] = await find(ctx, `status = 'open' and amount_paid_cents = 0`, 'due_date desc, id')
  if (!invoice) return
  const { id } = await recordPayment(ctx, {
    invoice_id: invoice.id,
    amount_cents: invoice.amount_due_cents,
    method: 'cheque',
    reference: 'DBS 004127',
  })
  await reversePayment(ctx, id, { reason: 'The cheque bounced' })
}

/** `condition` and `order` are written above, never by a caller. */
function find(ctx: Context, condition: string, order: string): Promise<Found[]> {
  const query: TextQuery<Found> = {
    text: `select id, customer_id, amount_due_cents, amount_paid_cents, number from invoices i
           where organization_id = $1 and ${condition} order by ${order} limit 5`,
    parameters: [ctx.organization_id],
  }
  return ctx.db.all(query)
}
