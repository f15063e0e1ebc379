import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { getAccount } from './account.ts'
import type { OnlinePayment, OnlinePaymentPage, OnlinePaymentQuery, SavedCard, SavedCardList } from './schemas.ts'

const select = `
  select p.id, p.invoice_id, i.number as invoice_number, p.customer_id, c.name as customer_name, p.kind, p.amount_cents,
    i.currency, p.status, case when p.status = 'open' then p.url end as url,
    case when p.status = 'open' then p.qr_data end as qr_data, p.saves_card, p.failure_code, p.failure,
    p.is_hard_decline, p.fee_cents, p.payment_id, p.expires_at, p.created_at
  from online_payments p
  join invoices i on i.organization_id = p.organization_id and i.id = p.invoice_id
  join customers c on c.organization_id = p.organization_id and c.id = p.customer_id
  where p.organization_id = $1`

export async function getOnlinePayment(ctx: Context, id: string): Promise<OnlinePayment> {
  const query: TextQuery<OnlinePayment> = { text: `${select} and p.id = $2`, parameters: [ctx.organization_id, id] }
  return ctx.db.one(query, () => notFound('online payment'))
}

/** Newest first. */
export async function listOnlinePayments(
  ctx: Context,
  cursors: Cursors,
  { limit = 25, cursor, invoice_id, payment_id, status }: OnlinePaymentQuery,
): Promise<OnlinePaymentPage> {
  const place = cursors.decode('online payments', cursor)
  const parameters: unknown[] = [ctx.organization_id]
  const wanted = [
    invoice_id && `and p.invoice_id = $${parameters.push(invoice_id)}`,
    payment_id && `and p.payment_id = $${parameters.push(payment_id)}`,
    status && `and p.status = $${parameters.push(status)}`,
    place && `and p.id < $${parameters.push(place.id)}::uuid`,
  ].filter(Boolean)
  const page: TextQuery<OnlinePayment> = {
    text: `${select} ${wanted.join(' ')} order by p.id desc limit ${limit + 1}`,
    parameters,
  }
  return pageOf(cursors, 'online payments', await ctx.db.all(page), limit, ({ id }) => id)
}

export async function listSavedCards(ctx: Context, customer_id: string): Promise<SavedCardList> {
  const query: TextQuery<SavedCard> = {
    text: `select id, customer_id, brand, last4, exp_month, exp_year, created_at from saved_cards
           where organization_id = $1 and customer_id = $2 and removed_at is null order by id desc limit 100`,
    parameters: [ctx.organization_id, customer_id],
  }
  const [cards, [customer]] = await ctx.db.batch(query, {
    text: 'select id from customers where organization_id = $1 and id = $2',
    parameters: [ctx.organization_id, customer_id],
  })
  if (!customer) throw notFound('customer')
  return { data: cards }
}

/** What of an online payment its going on depends on. */
export type Row = {
  id: string
  invoice_id: string
  customer_id: string
  /** Of Stripe; null is the account of the installation. */
  account_id: string | null
  kind: 'checkout' | 'saved_card' | 'paynow'
  amount_cents: number
  status: OnlinePayment['status']
  saves_card: boolean
  saved_card_id: string | null
  return_url: string | null
  stripe_checkout_id: string | null
  stripe_payment_intent_id: string | null
  fee_cents: number | null
  failure_code: string | null
  payment_id: string | null
  expires_at: string | null
  created_at: string
  version: number
}
export const rowColumns = `id, invoice_id, customer_id, account_id, kind, amount_cents, status, saves_card, saved_card_id, return_url,
  stripe_checkout_id, stripe_payment_intent_id, fee_cents, failure_code, payment_id, expires_at, created_at, version`

export function findRow(ctx: Context, id: string, lock = false): Promise<Row | undefined> {
  const query: TextQuery<Row> = {
    text: `select ${rowColumns} from online_payments where organization_id = $1 and id = $2 ${lock ? 'for update' : ''}`,
    parameters: [ctx.organization_id, id],
  }
  return ctx.db.find(query)
}

/** Whether a refund is made by Stripe, from an account that is connected: one that is not tells nothing any more. */
export async function isAtStripe(ctx: Context, refund_id: string): Promise<boolean> {
  const { account_id } = await getAccount(ctx)
  const query: TextQuery<{ refund_id: string }> = {
    text: `select r.refund_id from online_refunds r
           join online_payments o on o.organization_id = r.organization_id and o.id = r.online_payment_id
           where r.organization_id = $1 and r.refund_id = $2 and o.account_id is not distinct from $3`,
    parameters: [ctx.organization_id, refund_id, account_id],
  }
  return (await ctx.db.find(query)) !== undefined
}
