import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { CardDispute, CardDisputeList, CardDisputeQuery } from './card-schemas.ts'

type Kept = { id: string; online_payment_id: string; status: CardDispute['status']; fee_cents: number }

const select = `
  select d.id, d.online_payment_id, p.payment_id, p.invoice_id, i.number as invoice_number, p.customer_id,
    c.name as customer_name, d.amount_cents, d.fee_cents, d.reason, d.status, d.respond_by, d.refund_id, d.opened_at,
    d.closed_at
  from card_disputes d
  join online_payments p on p.organization_id = d.organization_id and p.id = d.online_payment_id
  join invoices i on i.organization_id = p.organization_id and i.id = p.invoice_id
  join customers c on c.organization_id = p.organization_id and c.id = p.customer_id
  where d.organization_id = $1`

export function findDispute(
  ctx: Context,
  { stripe_dispute_id }: { stripe_dispute_id: string },
  lock = false,
): Promise<Kept | undefined> {
  const query: TextQuery<Kept> = {
    text: `select id, online_payment_id, status, fee_cents from card_disputes
           where organization_id = $1 and stripe_dispute_id = $2 ${lock ? 'for update' : ''}`,
    parameters: [ctx.organization_id, stripe_dispute_id],
  }
  return ctx.db.find(query)
}

export function getDispute(ctx: Context, id: string): Promise<CardDispute> {
  const query: TextQuery<CardDispute> = { text: `${select} and d.id = $2`, parameters: [ctx.organization_id, id] }
  return ctx.db.one(query, () => notFound('card dispute'))
}

/** Newest first, at most a hundred. */
export async function listDisputes(
  ctx: Context,
  { payment_id, invoice_id }: CardDisputeQuery,
): Promise<CardDisputeList> {
  const parameters: unknown[] = [ctx.organization_id]
  const wanted = [
    payment_id && `and p.payment_id = $${parameters.push(payment_id)}`,
    invoice_id && `and p.invoice_id = $${parameters.push(invoice_id)}`,
  ].filter(Boolean)
  const query: TextQuery<CardDispute> = {
    text: `${select} ${wanted.join(' ')} order by d.id desc limit 100`,
    parameters,
  }
  return { data: await ctx.db.all(query) }
}
