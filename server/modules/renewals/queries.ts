import { becomesUnpaid } from '#modules/subscriptions/update-standing.ts'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { DueRenewals, RenewalRun, RenewalRunPage, RenewalRunQuery, RenewalSkipList } from './schemas.ts'

const runColumns = `id, run_date, status, is_dry_run, due_count, renewed_count, issued_count, drafted_count, ended_count, skipped_count,
  amount_cents, failure, started_by, created_at, ended_at`

export async function getRenewalRun(ctx: Context, id: string): Promise<RenewalRun> {
  const query: TextQuery<RenewalRun> = {
    text: `select ${runColumns} from renewal_runs where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id],
  }
  return ctx.db.one(query, () => notFound('renewal run'))
}

/** The run that is under way, if there is one; dry runs are not. */
export async function findRunningRun(ctx: Context): Promise<{ id: string } | undefined> {
  const query: TextQuery<{ id: string }> = {
    text: `select id from renewal_runs where organization_id = $1 and status = 'running' and not is_dry_run`,
    parameters: [ctx.organization_id],
  }
  return ctx.db.find(query)
}

export async function listRenewalRuns(ctx: Context, cursors: Cursors, query: RenewalRunQuery): Promise<RenewalRunPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('renewal_runs', query.cursor)
  const page: TextQuery<RenewalRun> = {
    text: `select ${runColumns} from renewal_runs
           where organization_id = $1 ${place ? 'and id < $2::uuid' : ''} order by id desc limit ${limit + 1}`,
    parameters: [ctx.organization_id, ...(place ? [place.id] : [])],
  }
  return pageOf(cursors, 'renewal_runs', await ctx.db.all(page), limit, (row) => row.id)
}

export async function listRenewalSkips(ctx: Context, run_id: string): Promise<RenewalSkipList> {
  await getRenewalRun(ctx, run_id)
  const query: TextQuery<RenewalSkipList['data'][number]> = {
    text: `select k.subscription_id, s.customer_id, c.name as customer_name, l.name as plan_name, k.reason
           from renewal_skips k
           join subscriptions s on s.organization_id = k.organization_id and s.id = k.subscription_id
           join customers c on c.organization_id = s.organization_id and c.id = s.customer_id
           join prices p on p.organization_id = s.organization_id and p.id = s.price_id
           join plans l on l.organization_id = p.organization_id and l.id = p.plan_id
           where k.organization_id = $1 and k.run_id = $2
           order by c.name, k.subscription_id limit 1000`,
    parameters: [ctx.organization_id, run_id],
  }
  return { data: await ctx.db.all(query) }
}

export async function getDueRenewals(ctx: Context): Promise<DueRenewals> {
  const query: TextQuery<DueRenewals> = {
    text: `select (count(*) filter (where s.next_invoice_date <= t.today and not ${becomesUnpaid('s', 't.today')}))::int as due_count,
             min(s.next_invoice_date) filter (where s.next_invoice_date > t.today) as next_date
           from organizations o
           cross join lateral (select ($2::timestamptz at time zone o.timezone)::date as today) t
           left join subscriptions s on s.organization_id = o.organization_id and s.next_invoice_date is not null
           where o.organization_id = $1`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
  return ctx.db.one(query)
}
