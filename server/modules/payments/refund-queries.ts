import type { Context } from '#platform/context.ts'
import { beyond, type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { sql } from 'kysely'
import type { Refund, RefundPage, RefundQuery } from './refund-schemas.ts'

export async function getRefund(ctx: Context, id: string): Promise<Refund> {
  return ctx.db.one(refundsOf(ctx).where('r.id', '=', id), () => notFound('refund'))
}

/** Newest refund date first. */
export async function listRefunds(ctx: Context, cursors: Cursors, query: RefundQuery): Promise<RefundPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('refunds', query.cursor)
  let select = refundsOf(ctx)
    .orderBy('r.refund_date', 'desc')
    .orderBy('r.id', 'desc')
    .limit(sql.lit(limit + 1))
  if (query.payment_id) select = select.where('r.payment_id', '=', query.payment_id)
  if (query.customer_id) select = select.where('p.customer_id', '=', query.customer_id)
  if (place) select = select.where(beyond('r.refund_date', 'date', 'desc', place, 'r.id'))
  return pageOf(cursors, 'refunds', await ctx.db.all(select), limit, ({ refund_date }) => refund_date)
}

function refundsOf(ctx: Context) {
  return db
    .selectFrom('refunds as r')
    .innerJoin('payments as p', (join) =>
      join.onRef('p.organization_id', '=', 'r.organization_id').onRef('p.id', '=', 'r.payment_id'),
    )
    .innerJoin('customers as c', (join) =>
      join.onRef('c.organization_id', '=', 'p.organization_id').onRef('c.id', '=', 'p.customer_id'),
    )
    .select(['r.id', 'r.payment_id', 'p.customer_id', 'c.name as customer_name', 'r.amount_cents', 'p.currency'])
    .select(['r.refund_date', 'r.method', 'r.reference', 'r.reason', 'r.status', 'r.failure', 'r.created_at'])
    .where('r.organization_id', '=', ctx.organization_id)
}
