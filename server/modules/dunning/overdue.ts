import type { TextQuery } from '#platform/database.ts'
import type { Context } from '#platform/context.ts'
import type { Overdue, Reminded } from './emails.ts'
import type { DunningStep } from './schemas.ts'

export type Debtor = Reminded & {
  customer_id: string
  seller_email: string
  is_paused: boolean
  invoices: (Overdue & { told_days: number | null })[]
}

/**
 * Who has something to be reminded of, with all of it, oldest first: open invoices past their due date or with a step
 * of the ladder behind them, without those that are promised or disputed. `step_days` is the step that an invoice has
 * reached by itself, `told_days` the one that a reminder has told of it.
 */
export function debtorsQuery(
  ctx: Context,
  steps: readonly DunningStep[],
  only: { customer_id: string } | { after: string; limit: number },
): TextQuery<Debtor> {
  const days = steps.map((step) => step.days)
  const [who, parameters] =
    'customer_id' in only
      ? ['and i.customer_id = $5::uuid', [only.customer_id, null]]
      : ['and i.customer_id > $5::uuid and c.archived_at is null' + waitsForCard, [only.after, only.limit]]
  return {
    text: `
      with seller as materialized (
        select o.organization_id, o.billing_email, d.name, ($2::timestamptz at time zone o.timezone)::date as today
        from organizations o join organization_directory d on d.organization_id = o.organization_id
        where o.organization_id = $1
      )
      select c.id as customer_id, c.name as customer_name, c.email as customer_email, s.name as seller_name,
        s.billing_email as seller_email, s.today, exists (
          select from dunning_pauses p where p.organization_id = $1 and p.customer_id = c.id
            and (p.until_date is null or p.until_date >= s.today)) as is_paused,
        jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'due_date', i.due_date,
          'amount_due_cents', i.amount_due_cents,
          'step_days', (select max(d) from unnest($3::integer[]) d where i.due_date + d <= s.today),
          'told_days', (
            select max(l.step_days) from dunning_notice_invoices l
            join dunning_notices n on n.organization_id = l.organization_id and n.id = l.notice_id
            where l.organization_id = $1 and l.invoice_id = i.id and n.cancelled_at is null))
          order by i.due_date, i.number) as invoices
      from seller s
      join invoices i on i.organization_id = s.organization_id and i.status = 'open' and i.amount_due_cents > 0
        and i.due_date <= s.today - least($4::integer, 1)
      join customers c on c.organization_id = i.organization_id and c.id = i.customer_id
      where i.organization_id = $1 and c.email is not null ${who}
        and not exists (
          select from invoice_disputes x where x.organization_id = $1 and x.invoice_id = i.id and x.resolved_at is null)
        and not exists (
          select from invoice_promises x where x.organization_id = $1 and x.invoice_id = i.id and x.withdrawn_at is null
            and x.promised_date >= s.today)
      group by c.id, c.name, c.email, s.name, s.billing_email, s.today
      order by c.id limit $6::integer`,
    parameters: [ctx.organization_id, ctx.now.toString(), `{${days.join(',')}}`, Math.min(...days), ...parameters],
  }
}

/** While a card is tried again and again its customer was told so, and hears nothing else of that invoice by itself. */
const waitsForCard = `
        and not exists (
          select from card_collections k
          where k.organization_id = $1 and k.invoice_id = i.id and k.status in ('due', 'charging'))`

/**
 * Which step is due to a customer: that of the oldest invoice which has not been told the whole ladder, once it has
 * reached a step of which it was not told. So younger invoices ride along and bring no mail of their own, until the
 * older ones have nothing more to hear.
 */
export function stepDue(
  { invoices }: Debtor,
  steps: readonly DunningStep[],
): { lead_invoice_id: string; step: DunningStep } | undefined {
  const last = steps.at(-1)!.days
  const lead = invoices.find(({ step_days, told_days }) => step_days !== null && (told_days ?? -Infinity) < last)
  if (!lead || (lead.told_days ?? -Infinity) >= lead.step_days!) return undefined
  return { lead_invoice_id: lead.id, step: steps.find(({ days }) => days === lead.step_days)! }
}
