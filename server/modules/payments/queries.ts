import { type SqlBool, sql } from 'kysely'
import { getCustomer } from '#modules/customers/queries.ts'
import type { Context } from '#platform/context.ts'
import { beyond, type Cursors, pageOf } from '#platform/cursor.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type {
  CustomerBalance,
  Payment,
  PaymentPage,
  PaymentQuery,
  PaymentSettings,
  PaymentTotals,
  PaymentTotalsQuery,
} from './schemas.ts'

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
  select = select.where(matching(ctx, query))
  if (place) select = select.where(beyond('p.payment_date', 'date', 'desc', place, 'p.id'))
  return pageOf(cursors, 'payments', await ctx.db.all(select), limit, ({ payment_date }) => payment_date)
}

/** Counts and sums over what a filter shows. */
export async function sumPayments(ctx: Context, query: PaymentTotalsQuery): Promise<PaymentTotals> {
  const sum = (column: 'amount_cents' | 'amount_refunded_cents' | 'amount_unallocated_cents') =>
    sql<number>`coalesce(sum(${sql.ref(`p.${column}`)}) filter (where p.reversed_at is null), 0)::bigint`.as(column)
  const select = db
    .selectFrom('payments as p')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .select([sum('amount_cents'), sum('amount_refunded_cents'), sum('amount_unallocated_cents')])
    .where('p.organization_id', '=', ctx.organization_id)
    .where(matching(ctx, query))
  return ctx.db.one(select)
}

function matching(ctx: Context, { customer_id, invoice_id, from, to, method, is_unallocated }: PaymentTotalsQuery) {
  const conditions = [
    customer_id && sql<SqlBool>`p.customer_id = ${customer_id}`,
    invoice_id &&
      sql<SqlBool>`p.id in (select payment_id from payment_allocations
        where organization_id = ${ctx.organization_id} and invoice_id = ${invoice_id} and removed_at is null)`,
    from && sql<SqlBool>`p.payment_date >= ${from}::date`,
    to && sql<SqlBool>`p.payment_date <= ${to}::date`,
    method && sql<SqlBool>`p.method = ${method}`,
    is_unallocated && sql<SqlBool>`p.amount_unallocated_cents > 0`,
  ].filter((condition) => typeof condition === 'object')
  return conditions.reduce((all, next) => sql<SqlBool>`${all} and ${next}`, sql<SqlBool>`true`)
}

function paymentsOf(ctx: Context) {
  const allocations = sql<Payment['allocations']>`(
    select coalesce(json_agg(json_build_object('id', a.id, 'invoice_id', a.invoice_id, 'invoice_number', i.number,
      'amount_cents', a.amount_cents, 'allocation_date', a.allocation_date) order by i.number, a.id), '[]')
    from payment_allocations a
    join invoices i on i.organization_id = a.organization_id and i.id = a.invoice_id
    where a.organization_id = p.organization_id and a.payment_id = p.id and a.removed_at is null)`
  return db
    .selectFrom('payments as p')
    .innerJoin('customers as c', (join) =>
      join.onRef('c.organization_id', '=', 'p.organization_id').onRef('c.id', '=', 'p.customer_id'),
    )
    .select(['p.id', 'p.customer_id', 'c.name as customer_name', 'p.amount_cents', 'p.amount_allocated_cents'])
    .select(['p.amount_refunded_cents', 'p.amount_unallocated_cents', 'p.fee_cents', 'p.currency', 'p.payment_date'])
    .select(['p.method', 'p.account', 'p.reference', 'p.payer_name', 'p.reversed_at', 'p.reverse_reason'])
    .select(['p.created_at', allocations.as('allocations')])
    .where('p.organization_id', '=', ctx.organization_id)
}

/** What a customer owes and what of theirs is free. */
export async function getCustomerBalance(ctx: Context, customer_id: string): Promise<CustomerBalance> {
  await getCustomer(ctx, customer_id)
  const query: TextQuery<CustomerBalance> = {
    text: `
      with due as (
        select coalesce(sum(i.amount_due_cents), 0)::bigint as amount_due_cents,
          coalesce(sum(i.amount_due_cents) filter (where i.due_date < ($3::timestamptz at time zone o.timezone)::date), 0)::bigint
            as amount_overdue_cents
        from invoices i join organizations o on o.organization_id = i.organization_id
        where i.organization_id = $1 and i.customer_id = $2 and i.status = 'open'
      )
      select $2::uuid as customer_id, due.*, (
        select coalesce(sum(amount_unallocated_cents), 0)::bigint from payments
        where organization_id = $1 and customer_id = $2 and amount_unallocated_cents > 0
      ) as credit_cents
      from due`,
    parameters: [ctx.organization_id, customer_id, ctx.now.toString()],
  }
  return ctx.db.one(query)
}

export async function getPaymentSettings(ctx: Context): Promise<PaymentSettings> {
  const query: TextQuery<PaymentSettings> = {
    text: 'select is_credit_applied from payment_settings where organization_id = $1',
    parameters: [ctx.organization_id],
  }
  return (await ctx.db.find(query)) ?? { is_credit_applied: true }
}

/** Those who owe something and have money that settles nothing yet. */
export async function listCustomersWithCredit(ctx: Context): Promise<string[]> {
  const query: TextQuery<{ customer_id: string }> = {
    text: `select distinct p.customer_id from payments p
           where p.organization_id = $1 and p.amount_unallocated_cents > 0 and exists (
             select from invoices i where i.organization_id = $1 and i.customer_id = p.customer_id and i.status = 'open')`,
    parameters: [ctx.organization_id],
  }
  return (await ctx.db.all(query)).map(({ customer_id }) => customer_id)
}
