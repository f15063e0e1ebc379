import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { computeLines, withoutDays } from './compute-lines.ts'
import { listMissing } from './rules.ts'
import type { Draft, DraftPage, DraftQuery } from './schemas.ts'

/** A draft as it was typed. */
export async function getDraftRow(ctx: Context, id: string) {
  return ctx.db.one(
    db
      .selectFrom('invoice_drafts')
      .select(['id', 'customer_id', 'currency', 'due_date', 'reference', 'notes', 'lines', 'version'])
      .select(['issues_on_date', 'subscription_ids', 'created_at', 'updated_at'])
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id),
    () => notFound('draft'),
  )
}
export type DraftRow = Awaited<ReturnType<typeof getDraftRow>>

/** A draft with its totals as if it were issued today. */
export async function getDraft(ctx: Context, id: string): Promise<Draft> {
  return computeDraft(ctx, await getDraftRow(ctx, id))
}

export async function computeDraft(ctx: Context, row: DraftRow): Promise<Draft> {
  const computed = await computeLines(ctx, row.customer_id, row.lines)
  const { parties, lines, ...totals } = computed
  return {
    ...row,
    lines: withoutDays(lines),
    ...totals,
    customer_name: parties.customer_name ?? '',
    missing: listMissing({ ...computed, due_date: row.due_date }),
  }
}

/** What renewal runs made and whose day has come, the oldest first. */
export async function listDueDrafts(ctx: Context): Promise<string[]> {
  const query: TextQuery<{ id: string }> = {
    text: `select d.id from invoice_drafts d join organizations o on o.organization_id = d.organization_id
           where d.organization_id = $1 and d.issues_on_date <= ($2::timestamptz at time zone o.timezone)::date
           order by d.issues_on_date, d.id`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
  return (await ctx.db.all(query)).map(({ id }) => id)
}

/** Newest first. */
export async function listDrafts(ctx: Context, cursors: Cursors, query: DraftQuery): Promise<DraftPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('invoice drafts', query.cursor)
  let select = db
    .selectFrom('invoice_drafts as d')
    .innerJoin('customers as c', (join) =>
      join.onRef('c.organization_id', '=', 'd.organization_id').onRef('c.id', '=', 'd.customer_id'),
    )
    .select([
      'd.id',
      'd.customer_id',
      'c.name as customer_name',
      'd.reference',
      'd.currency',
      'd.due_date',
      'd.issues_on_date',
    ])
    .select(['d.total_amount_cents', 'd.version', 'd.created_at', 'd.updated_at'])
    .where('d.organization_id', '=', ctx.organization_id)
    .orderBy('d.id', 'desc')
    .limit(sql.lit(limit + 1))
  if (query.customer_id) select = select.where('d.customer_id', '=', query.customer_id)
  if (place) select = select.where('d.id', '<', place.id)
  return pageOf(cursors, 'invoice drafts', await ctx.db.all(select), limit, ({ id }) => id)
}
