import { type SqlBool, sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { beyond, type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Payment, PaymentPage, PaymentQuery } from './schemas.ts'

export async function getPayment(ctx: Context, id: string): Promise<Payment> {
  return ctx.db.one(paymentsOf(ctx).where('p.id', '=', id), () => notFound('payment'))
}

/** Newest payment date first. */
export async function listPayments(ctx: Context, cursors: Cursors, query: PaymentQuery): Promise<PaymentPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('payments', query.cursor)
  let select = paymentsOf(ctx)
    .orderBy('p.payment_date', 'desc')
    .orderBy('p.id', 'desc')
    .limit(sql.lit(limit + 1))
  if (query.customer_id) select = select.where('p.customer_id', '=', query.customer_id)
  if (query.invoice_id)
    select = select.where(
      sql<SqlBool>`p.id in (select payment_id from payment_allocations
        where organization_id = ${ctx.organization_id} and invoice_id = ${query.invoice_id})`,
    )
  if (place) select = select.where(beyond('p.payment_date', 'date', 'desc', place))
  return pageOf(cursors, 'payments', await ctx.db.all(select), limit, ({ payment_date }) => payment_date)
}

function paymentsOf(ctx: Context) {
  const allocations = sql<Payment['allocations']>`(
    select json_agg(json_build_object('invoice_id', a.invoice_id, 'invoice_number', i.number, 'amount_cents', a.amount_cents)
      order by i.number)
    from payment_allocations a
    join invoices i on i.organization_id = a.organization_id and i.id = a.invoice_id
    where a.organization_id = p.organization_id and a.payment_id = p.id)`
  return db
    .selectFrom('payments as p')
    .innerJoin('customers as c', (join) =>
      join.onRef('c.organization_id', '=', 'p.organization_id').onRef('c.id', '=', 'p.customer_id'),
    )
    .select(['p.id', 'p.customer_id', 'c.name as customer_name', 'p.amount_cents', 'p.currency', 'p.payment_date'])
    .select(['p.method', 'p.reference', 'p.created_at', allocations.as('allocations')])
    .where('p.organization_id', '=', ctx.organization_id)
}
