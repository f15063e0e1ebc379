import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { defaultSteps, placeholders } from './rules.ts'
import type { Dispute, DunningNotice, DunningSettings, InvoiceDunning, PaymentPromise } from './schemas.ts'

const names = Object.keys(placeholders)

export async function getDunningSettings(ctx: Context): Promise<DunningSettings> {
  const query: TextQuery<Pick<DunningSettings, 'is_enabled' | 'steps'>> = {
    text: 'select is_enabled, steps from dunning_settings where organization_id = $1',
    parameters: [ctx.organization_id],
  }
  const kept = await ctx.db.find(query)
  return { ...(kept ?? { is_enabled: false, steps: defaultSteps }), placeholders: names }
}

export const noticeColumns = `n.id, n.customer_id, n.tone, n.step_days, n.is_by_hand, n.notice_date, n.amount_cents, (
    select jsonb_agg(l.invoice_id order by i.due_date, i.number)
    from dunning_notice_invoices l join invoices i on i.organization_id = l.organization_id and i.id = l.invoice_id
    where l.organization_id = n.organization_id and l.notice_id = n.id) as invoice_ids,
  m.recipient, m.subject, m.status, m.failure, n.sent_by, n.created_at`
export const noticesJoined = `dunning_notices n
  join customer_mails m on m.organization_id = n.organization_id and m.source_id = n.id`

export function promisesQuery(ctx: Context, condition: string, id: string): TextQuery<PaymentPromise> {
  return {
    text: `select p.id, p.invoice_id, p.promised_date, p.note,
             case when p.withdrawn_at is not null then 'withdrawn' when i.status <> 'open' then 'kept'
               when p.promised_date < ($3::timestamptz at time zone o.timezone)::date then 'broken' else 'open' end as status,
             p.recorded_by, p.created_at
           from invoice_promises p
           join invoices i on i.organization_id = p.organization_id and i.id = p.invoice_id
           join organizations o on o.organization_id = p.organization_id
           where p.organization_id = $1 and ${condition} = $2 order by p.id desc`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  }
}

export const disputeColumns = 'id, invoice_id, reason, opened_by, resolution, resolved_at, created_at'

/** Why an invoice is chased or not, and all that was said about paying it. */
export function getDispute(ctx: Context, id: string): Promise<Dispute> {
  const query: TextQuery<Dispute> = {
    text: `select ${disputeColumns} from invoice_disputes where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id],
  }
  return ctx.db.one(query, () => notFound('dispute'))
}

export async function getInvoiceDunning(ctx: Context, invoice_id: string): Promise<InvoiceDunning> {
  const key = [ctx.organization_id, invoice_id]
  const state: TextQuery<{ status: string; is_enabled: boolean; is_paused: boolean }> = {
    text: `select i.status, coalesce(d.is_enabled, false) as is_enabled, exists (
             select from dunning_pauses p where p.organization_id = i.organization_id and p.customer_id = i.customer_id
               and (p.until_date is null or p.until_date >= ($3::timestamptz at time zone o.timezone)::date)) as is_paused
           from invoices i
           join organizations o on o.organization_id = i.organization_id
           left join dunning_settings d on d.organization_id = i.organization_id
           where i.organization_id = $1 and i.id = $2`,
    parameters: [...key, ctx.now.toString()],
  }
  const disputesQuery: TextQuery<Dispute> = {
    text: `select ${disputeColumns} from invoice_disputes where organization_id = $1 and invoice_id = $2 order by id desc`,
    parameters: key,
  }
  const noticesQuery: TextQuery<DunningNotice> = {
    text: `select ${noticeColumns} from ${noticesJoined}
           where n.organization_id = $1 and n.id in (
             select notice_id from dunning_notice_invoices where organization_id = $1 and invoice_id = $2)
           order by n.id desc`,
    parameters: key,
  }
  const [[found], promises, disputes, notices] = await ctx.db.batch(
    state,
    promisesQuery(ctx, 'p.invoice_id', invoice_id),
    disputesQuery,
    noticesQuery,
  )
  if (!found) throw notFound('invoice')
  const stateOf = (): InvoiceDunning['state'] => {
    if (found.status !== 'open') return 'settled'
    if (disputes.some(({ resolved_at }) => resolved_at === null)) return 'disputed'
    if (promises.some(({ status }) => status === 'open')) return 'promised'
    if (found.is_paused) return 'paused'
    return found.is_enabled ? 'waiting' : 'off'
  }
  return { invoice_id, state: stateOf(), promises, disputes, notices }
}
