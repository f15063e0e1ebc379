import { giveCredit } from '#modules/subscriptions/give-credit.ts'
import { lockSubscription } from '#modules/subscriptions/lock-subscription.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { issueCreditNote } from './issue-credit-note.ts'
import { getCreditable } from './queries.ts'
import type { LeftLine } from './rules.ts'

/**
 * What a subscription that has ended still has as credit was paid for and not used, and no invoice will take it off:
 * credit notes give it back, the newest invoice first, with its GST. Done again it finds no credit.
 */
export async function creditLeftover(ctx: Context, subscription_id: string): Promise<void> {
  const { status, credit_cents, plan_name, today } = await lockSubscription(ctx, subscription_id)
  if (status !== 'canceled') return
  let rest = credit_cents
  for (const { invoice_id, most_cents } of rest > 0 ? await billedOf(ctx, subscription_id) : []) {
    const { lines } = await getCreditable(ctx, invoice_id, 'for update of i')
    const taken = takeUnused(lines, { plan_name, today, amount_cents: Math.min(rest, most_cents) })
    const cents = taken.reduce((sum, { amount_cents }) => sum + amount_cents, 0)
    if (cents === 0) continue
    await issueCreditNote(ctx, {
      invoice_id,
      reason: `${plan_name} has ended: what was paid for and not used`,
      lines: taken,
    })
    giveCredit(ctx, subscription_id, -cents, 'credit note', invoice_id)
    rest -= cents
  }
}

/** Of an invoice for several subscriptions only as much as was billed for this one. */
function billedOf(ctx: Context, subscription_id: string): Promise<{ invoice_id: string; most_cents: number }[]> {
  const query: TextQuery<{ invoice_id: string; most_cents: number }> = {
    text: `select i.id as invoice_id,
             case when i.subscription_id is null then p.amount_cents else i.subtotal_cents end as most_cents
           from invoices i
           left join (
             select invoice_id, sum(amount_cents)::bigint as amount_cents from subscription_periods
             where organization_id = $1 and subscription_id = $2 and invoice_id is not null group by invoice_id
           ) p on p.invoice_id = i.id
           where i.organization_id = $1 and i.status in ('open', 'paid')
             and (i.subscription_id = $2 or (i.subscription_id is null and p.invoice_id is not null))
           order by i.issue_date desc, i.id desc`,
    parameters: [ctx.organization_id, subscription_id],
  }
  return ctx.db.all(query)
}

/** From its own lines before others, and from days that were still to come before days that are over. */
function takeUnused(
  lines: LeftLine[],
  { plan_name, today, amount_cents }: { plan_name: string; today: string; amount_cents: number },
): { position: number; amount_cents: number }[] {
  const rank = ({ description, service_to_date }: LeftLine) =>
    (description.startsWith(plan_name) ? 0 : 2) + (service_to_date && service_to_date > today ? 0 : 1)
  let rest = amount_cents
  return lines
    .toSorted((a, b) => rank(a) - rank(b) || a.position - b.position)
    .map(({ position, left_cents }) => {
      const cents = Math.min(left_cents, rest)
      rest -= cents
      return { position, amount_cents: cents }
    })
    .filter((line) => line.amount_cents > 0)
}
