import { postDocuments } from '#modules/invoices/post-documents.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { pgArray } from '#platform/pipeline.ts'
import { lockHorizons, moveHorizons } from '#modules/usage/queries.ts'
import { draftsOf, idOf, invoicesOf } from './bill-documents.ts'
import { dueLines, type InvoiceGrouping, placeOf } from './due-lines.ts'
import type { Taken } from './take-due.ts'

export type Billed = {
  picked_count: number
  renewed_count: number
  issued_count: number
  drafted_count: number
  ended_count: number
  skipped_count: number
  amount_cents: number
  /** Why one of them was skipped. */
  skip_reason: string | null
  /** Those whose trial ended, and those that ended: rare, so their events are written one by one. */
  activated_ids: string[]
  ended_ids: string[]
}

/**
 * Bills what was taken: periods become tax invoices with gapless numbers, or drafts to be issued after some days, events
 * and the next period, in one statement. Safe to repeat and to run twice at once: rows are locked, a period has one row,
 * and whoever was billed is due no more.
 */
export function billTaken(ctx: Context, run_id: string, taken: Taken, draft_days: number): Promise<Billed> {
  return billThese(ctx, run_id, taken, draft_days)
}

/** Bills one subscription, which is locked, when it is due: at once, in the transaction that made it so. */
export const billOne = (ctx: Context, id: string): Promise<Billed> =>
  billThese(ctx, null, { ids: [id], most: 1, grouping: 'per_subscription' }, 0)

type Bundle = Pick<Taken, 'ids' | 'most' | 'grouping'>

async function billThese(ctx: Context, run_id: string | null, bundle: Bundle, draft_days: number): Promise<Billed> {
  // A statement of its own before the one that reads quantities: usage on its way is waited for, and then is seen.
  ctx.db.send({
    text: lockHorizons(`(
      select s.customer_id, p.meter_id from subscriptions s
      join prices p on p.organization_id = s.organization_id and p.id = s.price_id
      where s.organization_id = $1 and s.id = any($2::uuid[]) and p.meter_id is not null
    ) due`),
    parameters: [ctx.organization_id, pgArray(bundle.ids)],
  })
  const invoice_ids = bundle.ids.map(newId)
  const billed = await ctx.db.one(billQuery(ctx, { ...bundle, run_id, invoice_ids, draft_days }))
  if (billed.issued_count) postDocuments(ctx, 'invoices', invoice_ids)
  return billed
}

/** `document_count`: invoices, or drafts of such. */
export type Foreseen = Pick<
  Billed,
  'picked_count' | 'renewed_count' | 'ended_count' | 'skipped_count' | 'amount_cents'
> & { document_count: number; skips: { subscription_id: string; reason: string }[] }

/** What billing them would come to. Nothing is changed and nobody waits. */
export async function foreseeTaken(ctx: Context, { ids, most, grouping }: Taken): Promise<Foreseen> {
  const query: TextQuery<Foreseen> = {
    text: `with ${dueLines(most, grouping)}
           select ${countsOfPicked}, (select count(*) from totals)::int as document_count,
             (select coalesce(sum(subtotal_cents + gst_amount_cents), 0) from totals)::bigint as amount_cents,
             coalesce(jsonb_agg(jsonb_build_object('subscription_id', p.id, 'reason', p.skip_reason))
               filter (where not p.is_billable), '[]') as skips
           from picked p`,
    parameters: [ctx.organization_id, ctx.now.toString(), pgArray(ids)],
  }
  return ctx.db.one(query)
}

const countsOfPicked = `count(*)::int as picked_count,
    (count(*) filter (where p.is_billable and not p.ends))::int as renewed_count,
    (count(*) filter (where p.is_billable and p.ends))::int as ended_count,
    (count(*) filter (where not p.is_billable))::int as skipped_count`

type Batch = Bundle & { run_id: string | null; invoice_ids: string[]; draft_days: number }

function billQuery(ctx: Context, { run_id, ids, most, grouping, invoice_ids, draft_days }: Batch): TextQuery<Billed> {
  const { organization_id, now, actor, request_id, ip, user_agent } = ctx
  return {
    text: statementFor(most, grouping, draft_days > 0),
    parameters: [
      organization_id,
      now.toString(),
      pgArray(ids),
      run_id,
      pgArray(invoice_ids),
      pgArray(ids.map(newId)),
      pgArray(ids.map(newId)),
      actor.kind,
      actor.id,
      actor.name,
      actor.on_behalf_of?.id ?? null,
      actor.on_behalf_of?.name ?? null,
      request_id,
      ip,
      user_agent,
      now.toString(),
      ...(draft_days > 0 ? [draft_days] : []),
    ],
  }
}

const texts = new Map<string, string>()

/** Made once for each number of rows and kind: it is long, and a text that stays the same is prepared once. */
function statementFor(count: number, grouping: InvoiceGrouping, isDrafting: boolean): string {
  const key = `${count} ${grouping} ${isDrafting}`
  if (!texts.has(key)) texts.set(key, statementOf(count, grouping, isDrafting))
  return texts.get(key)!
}

/** As issueInvoice does, or createDraft, for a set: the periods pass alike, and are linked to what was made. */
function statementOf(count: number, grouping: InvoiceGrouping, isDrafting: boolean): string {
  const place = placeOf(grouping)
  const link = isDrafting ? 'draft_id' : 'invoice_id'
  return `
  with ${dueLines(count, grouping)}, counted as (
    select count(*) as k from totals
  ), ${isDrafting ? draftsOf(grouping) : invoicesOf(grouping)}
  ), settled as (
    update subscription_charges c set ${link} = ${idOf('invoice', `l.${place}`)}
    from lines l where c.organization_id = $1 and l.rank = 4 and c.id = l.item_id
  ), credited as (
    insert into subscription_credits (organization_id, id, subscription_id, amount_cents, reason, ${link}, created_at)
    select $1, ${idOf('credit', 'n')}, subscription_id, -used_credit_cents, 'invoice', ${idOf('invoice', place)}, $2::timestamptz
    from parts where used_credit_cents > 0
  ), passed as (
    insert into subscription_periods (organization_id, subscription_id, from_date, to_date, price_id, quantity,
      amount_cents, ${link}, run_id, created_at)
    select $1, p.id, p.from_date, p.to_date, p.price_id, p.quantity, coalesce(t.subtotal_cents, 0),
      case when t.n is not null then ${idOf('invoice', `p.${place}`)} end, $4::uuid, $2::timestamptz
    from picked p left join parts t on t.n = p.n
    where not p.ends and p.is_billable
  ), billed_use as (
    select p.customer_id, r.meter_id, p.from_date::timestamp at time zone e.timezone as to_at
    from picked p cross join seller e join prices r on r.organization_id = $1 and r.id = p.old_price_id
    where r.meter_id is not null and p.is_billable
  ), moved as (${moveHorizons('billed_use')}
  ), advanced as (
    update subscriptions s set
      status = case when p.ends then 'canceled' when p.status = 'trialing' then 'active' else p.status end,
      price_id = case when p.ends then s.price_id else p.price_id end,
      quantity = case when p.ends then s.quantity else p.quantity end,
      pending_price_id = null, pending_quantity = null,
      anchor_date = case when p.ends then s.anchor_date else p.anchor_date end,
      period_index = case when p.ends then s.period_index else p.new_period_index end,
      current_period_start_date = case when p.ends then s.current_period_start_date else p.from_date end,
      current_period_end_date = case when p.ends then s.current_period_end_date else p.to_date end,
      next_invoice_date = case when not p.ends then p.to_date end,
      ended_date = case when p.ends then p.from_date end,
      canceled_at = case when p.ends then coalesce(s.canceled_at, $2::timestamptz) else s.canceled_at end,
      credit_cents = s.credit_cents - coalesce(t.used_credit_cents, 0),
      version = s.version + 1, updated_at = $2::timestamptz
    from picked p left join parts t on t.n = p.n
    where s.organization_id = $1 and s.id = p.id and p.is_billable
  ), skipped as (
    insert into renewal_skips (organization_id, run_id, subscription_id, reason)
    select $1, $4::uuid, id, skip_reason from picked where not is_billable and $4::uuid is not null
    on conflict (organization_id, run_id, subscription_id) do nothing
  )
  select ${countsOfPicked}, (select ${isDrafting ? '0' : 'k'} from counted)::int as issued_count,
    (select ${isDrafting ? 'k' : '0'} from counted)::int as drafted_count,
    (select coalesce(sum(subtotal_cents + gst_amount_cents), 0) from totals)::bigint as amount_cents,
    min(p.skip_reason) filter (where not p.is_billable) as skip_reason,
    coalesce(jsonb_agg(p.id) filter (where p.status = 'trialing' and not p.ends and p.is_billable), '[]') as activated_ids,
    coalesce(jsonb_agg(p.id) filter (where p.ends and p.is_billable), '[]') as ended_ids
  from picked p`
}
