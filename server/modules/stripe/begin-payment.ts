import { getInvoice } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { getAccount } from './account.ts'
import { lockInvoice } from './lock-invoice.ts'
import { type Row, rowColumns } from './queries.ts'
import { type Kind, leastCents } from './rules.ts'

type Wanted = { kind: Kind; saves_card?: boolean; saved_card_id?: string; return_url?: string }

/** `stale_since`: when it was last asked for, where another amount is due by now. */
export type Beginning = { row: Row; given_up: Row | undefined; is_new: boolean; stale_since?: Temporal.Instant }

/** Stripe lets nobody pay on a page of it for longer. */
const longest = { hours: 23 }
/** So much of that must be left for a page to be handed out again; Stripe wants half an hour for a new one. */
const shortest = { minutes: 35 }

/**
 * Writes down what is about to be asked of Stripe, to be committed before it is. Who wants the same again gets the one
 * that is under way; one that no longer fits is given up, and is for the caller to close at Stripe.
 */
export async function beginPayment(ctx: Context, invoice_id: string, wanted: Wanted): Promise<Beginning> {
  // First of all, so that the amount is read behind it.
  await lockInvoice(ctx, invoice_id)
  const invoice = await getInvoice(ctx, invoice_id)
  const { amount_due_cents: due, number } = invoice
  if (invoice.status !== 'open')
    throw conflict('payments.invoice_not_open', `${number} is ${invoice.status}: nothing is due on it.`)
  if (due < leastCents)
    throw conflict(
      'stripe.amount_too_small',
      `Only ${(due / 100).toFixed(2)} is due on ${number}; Stripe takes no less than 0.50.`,
    )

  const { account_id } = await getAccount(ctx)
  const open = await findOpen(ctx, invoice_id, wanted.kind)
  if (open && fits(ctx, open, due, wanted)) return goOn(ctx, open, due)
  if (open) giveUp(ctx, open.id)
  return { row: await insert(ctx, invoice, { ...wanted, account_id }), given_up: open, is_new: true }
}

type Open = Row & { updated_at: string }

function findOpen(ctx: Context, invoice_id: string, kind: Kind): Promise<Open | undefined> {
  const query: TextQuery<Open> = {
    text: `select ${rowColumns}, updated_at from online_payments
           where organization_id = $1 and invoice_id = $2 and kind = $3 and status in ('opening', 'open', 'processing')
           for update`,
    parameters: [ctx.organization_id, invoice_id, kind],
  }
  return ctx.db.find(query)
}

/** What may already have taken money is never given up: only Stripe can say how it ended. */
function fits(
  ctx: Context,
  open: Row,
  due: number,
  { kind, saves_card = false, return_url = null }: Omit<Wanted, 'return_url'> & { return_url?: string | null },
): boolean {
  if (kind === 'saved_card' || open.status === 'processing') return true
  const is_fresh = !open.expires_at || Temporal.Instant.compare(open.expires_at, ctx.now.add(shortest)) > 0
  return is_fresh && open.amount_cents === due && open.saves_card === saves_card && open.return_url === return_url
}

function goOn(ctx: Context, row: Open, due: number): Beginning {
  const begun = { row, given_up: undefined, is_new: false }
  if (row.amount_cents !== due) return { ...begun, stale_since: Temporal.Instant.from(row.updated_at) }
  // It is asked for again: nobody gives it up meanwhile.
  ctx.db.send({
    text: 'update online_payments set updated_at = $3 where organization_id = $1 and id = $2',
    parameters: [ctx.organization_id, row.id, ctx.now.toString()],
  })
  return begun
}

export function giveUp(ctx: Context, id: string): void {
  ctx.db.send({
    text: `update online_payments set status = 'canceled', version = version + 1, updated_at = $3
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
}

function insert(
  ctx: Context,
  { id: invoice_id, customer_id, amount_due_cents }: { id: string; customer_id: string; amount_due_cents: number },
  { kind, saves_card = false, saved_card_id, return_url, account_id }: Wanted & { account_id: string | null },
): Promise<Row> {
  const query: TextQuery<Row> = {
    text: `insert into online_payments (organization_id, id, invoice_id, customer_id, kind, amount_cents, status, saves_card,
             saved_card_id, return_url, expires_at, created_at, updated_at, account_id)
           values ($1, $2, $3, $4, $5, $6, 'opening', $7, $8, $9, $10, $11, $11, $12)
           returning ${rowColumns}`,
    parameters: [
      ctx.organization_id,
      newId(),
      invoice_id,
      customer_id,
      kind,
      amount_due_cents,
      saves_card,
      saved_card_id ?? null,
      return_url ?? null,
      kind === 'checkout' ? ctx.now.add(longest).toString() : null,
      ctx.now.toString(),
      account_id,
    ],
  }
  return ctx.db.one(query)
}
