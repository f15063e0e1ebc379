import { getCustomer } from '#modules/customers/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { debtorsQuery } from './overdue.ts'
import { getDunningSettings, noticeColumns, noticesJoined } from './queries.ts'
import { dayAfter } from './rules.ts'
import type { CustomerDunning, DunningNotice, DunningStep } from './schemas.ts'

type State = Pick<CustomerDunning, 'pause' | 'amount_overdue_cents' | 'days_late_median'> & { today: string }

/** Where a customer stands with us: what is late, how late they usually are, what they were told and what comes next. */
export async function getCustomerDunning(ctx: Context, customer_id: string): Promise<CustomerDunning> {
  await getCustomer(ctx, customer_id)
  const { is_enabled, steps } = await getDunningSettings(ctx)
  const notices: TextQuery<DunningNotice> = {
    text: `select ${noticeColumns} from ${noticesJoined}
           where n.organization_id = $1 and n.customer_id = $2 order by n.id desc limit 50`,
    parameters: [ctx.organization_id, customer_id],
  }
  const [[state], [debtor], sent] = await ctx.db.batch(
    stateQuery(ctx, customer_id),
    debtorsQuery(ctx, steps, { customer_id }),
    notices,
  )
  const { today, ...face } = state!
  const next_notice = is_enabled && debtor ? nextNotice(debtor.invoices, steps, today, face.pause) : null
  return { customer_id, is_enabled, ...face, next_notice, notices: sent }
}

function stateQuery(ctx: Context, customer_id: string): TextQuery<State> {
  return {
    text: `
      with seller as (
        select ($3::timestamptz at time zone timezone)::date as today from organizations where organization_id = $1
      ), paid as (
        select max(a.allocation_date) - i.due_date as days_late
        from invoices i join payment_allocations a on a.organization_id = i.organization_id and a.invoice_id = i.id
        where i.organization_id = $1 and i.customer_id = $2 and i.status = 'paid' and a.removed_at is null
        group by i.id, i.due_date, i.issue_date order by i.issue_date desc limit 24
      )
      select s.today, (
          select jsonb_build_object('until_date', until_date, 'reason', reason, 'paused_by', paused_by, 'created_at',
            to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          from dunning_pauses where organization_id = $1 and customer_id = $2 and (until_date is null or until_date >= s.today)
        ) as pause, (
          select coalesce(sum(amount_due_cents), 0)::bigint from invoices
          where organization_id = $1 and customer_id = $2 and status = 'open' and due_date < s.today
        ) as amount_overdue_cents, (
          select case when count(*) >= 3 then percentile_disc(0.5) within group (order by days_late) end from paid
        ) as days_late_median
      from seller s`,
    parameters: [ctx.organization_id, customer_id, ctx.now.toString()],
  }
}

type Told = { due_date: string; told_days: number | null }

/** The first step that the oldest invoice which still has one before it has not been told, at the earliest tomorrow. */
function nextNotice(
  invoices: Told[],
  steps: readonly DunningStep[],
  today: string,
  pause: CustomerDunning['pause'],
): CustomerDunning['next_notice'] {
  if (pause && !pause.until_date) return null
  const last = steps.at(-1)!.days
  const lead = invoices.find(({ told_days }) => (told_days ?? -Infinity) < last)
  const step = lead && steps.find(({ days }) => days > (lead.told_days ?? -Infinity))
  if (!lead || !step) return null
  const earliest = dayAfter(pause?.until_date ?? today, 1)
  const date = [dayAfter(lead.due_date, step.days), earliest].toSorted().at(-1)!
  const reached = steps.findLast(({ days }) => dayAfter(lead.due_date, days) <= date) ?? step
  return { date, tone: reached.tone }
}
