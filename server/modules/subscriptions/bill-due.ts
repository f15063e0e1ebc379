import { postDocuments } from '#modules/invoices/post-documents.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { pgArray } from '#platform/pipeline.ts'
import { lockHorizons, moveHorizons } from '#modules/usage/queries.ts'
import { dueLines } from './due-lines.ts'

/** Where a run stands: the last subscription it looked at. Before the first one: `runStart`. */
export type Place = { date: string; id: string }
export const runStart: Place = { date: '-infinity', id: '00000000-0000-0000-0000-000000000000' }

export type Billed = {
  picked_count: number
  renewed_count: number
  issued_count: number
  ended_count: number
  skipped_count: number
  amount_cents: number
  last_date: string | null
  last_id: string | null
  invoice_id: string | null
  /** Those whose trial ended, and those that ended: rare, so their events are written one by one. */
  activated_ids: string[]
  ended_ids: string[]
}

/**
 * Bills the next `limit` subscriptions that are due: periods become tax invoices with gapless numbers, events and the
 * next period, in one statement. Safe to repeat and to run twice at once: rows are locked, a period has one row, and
 * whoever was billed is due no more.
 */
export async function billNext(ctx: Context, run_id: string, after: Place, limit: number): Promise<Billed> {
  const ids = await takeNext(ctx, after, limit, 'for update of s skip locked')
  return billThese(ctx, run_id, ids, limit)
}

/** Bills one subscription, which is locked, when it is due: in the transaction that made it so. */
export const billOne = (ctx: Context, id: string): Promise<Billed> => billThese(ctx, null, [id], 1)

async function takeNext(ctx: Context, { date, id }: Place, limit: number, lock: string): Promise<string[]> {
  const query: TextQuery<{ id: string }> = {
    text: `select s.id from subscriptions s
           where s.organization_id = $1 and (s.next_invoice_date, s.id) > ($3::date, $4::uuid)
             and s.next_invoice_date <= (
               select ($2::timestamptz at time zone o.timezone)::date from organizations o where o.organization_id = $1)
           order by s.next_invoice_date, s.id limit ${limit} ${lock}`,
    parameters: [ctx.organization_id, ctx.now.toString(), date, id],
  }
  return (await ctx.db.all(query)).map((row) => row.id)
}

async function billThese(ctx: Context, run_id: string | null, ids: string[], most: number): Promise<Billed> {
  // A statement of its own before the one that reads quantities: usage on its way is waited for, and then is seen.
  ctx.db.send({
    text: lockHorizons(`(
      select s.customer_id, p.meter_id from subscriptions s
      join prices p on p.organization_id = s.organization_id and p.id = s.price_id
      where s.organization_id = $1 and s.id = any($2::uuid[]) and p.meter_id is not null
    ) due`),
    parameters: [ctx.organization_id, pgArray(ids)],
  })
  const invoice_ids = ids.map(newId)
  const billed = await ctx.db.one(billQuery(ctx, { run_id, ids, invoice_ids, most }))
  if (billed.issued_count) postDocuments(ctx, 'invoices', invoice_ids)
  return billed
}

export type Foreseen = Pick<
  Billed,
  | 'picked_count'
  | 'renewed_count'
  | 'issued_count'
  | 'ended_count'
  | 'skipped_count'
  | 'amount_cents'
  | 'last_date'
  | 'last_id'
> & { skips: { subscription_id: string; reason: string }[] }

/** What billing the next `limit` would come to. Nothing is changed and nobody waits. */
export async function foreseeNext(ctx: Context, after: Place, limit: number): Promise<Foreseen> {
  const query: TextQuery<Foreseen> = {
    text: `with ${dueLines(limit)}, last_picked as (
             select from_date, id from picked order by from_date desc, id desc limit 1
           )
           select ${countsOfPicked}, (select count(*) from totals)::int as issued_count,
             (select coalesce(sum(subtotal_cents + gst_amount_cents), 0) from totals)::bigint as amount_cents,
             (select from_date from last_picked) as last_date, (select id from last_picked) as last_id,
             coalesce(jsonb_agg(jsonb_build_object('subscription_id', p.id, 'reason', p.skip_reason))
               filter (where not p.is_billable), '[]') as skips
           from picked p`,
    parameters: [ctx.organization_id, ctx.now.toString(), pgArray(await takeNext(ctx, after, limit, ''))],
  }
  return ctx.db.one(query)
}

const countsOfPicked = `count(*)::int as picked_count,
    (count(*) filter (where p.is_billable and not p.ends))::int as renewed_count,
    (count(*) filter (where p.is_billable and p.ends))::int as ended_count,
    (count(*) filter (where not p.is_billable))::int as skipped_count`

type Batch = { run_id: string | null; ids: string[]; invoice_ids: string[]; most: number }

function billQuery(ctx: Context, { run_id, ids, invoice_ids, most }: Batch): TextQuery<Billed> {
  const { organization_id, now, actor, request_id, ip, user_agent } = ctx
  return {
    text: statementFor(most),
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
    ],
  }
}

const texts = new Map<number, string>()

/** Made once for each number of rows: it is long, and a text that stays the same is prepared once. */
function statementFor(count: number): string {
  if (!texts.has(count)) texts.set(count, statementOf(count))
  return texts.get(count)!
}

/** As issueInvoice does, for a set. Ids come from outside, rising, so that lists sort by the order of making. */
const statementOf = (count: number): string => `
  with ${dueLines(count)}, counted as (
    select count(*) as k from totals
  ), numbered as (
    insert into number_series (organization_id, series, last_number)
    select $1, 'INV-' || to_char(s.today, 'YYYY'), c.k from counted c cross join seller s where c.k > 0
    on conflict (organization_id, series) do update set last_number = number_series.last_number + excluded.last_number
    returning series, last_number - (select k from counted) as base
  ), seller_party as materialized (
    select *, ${sharedJson} as shared from (
    select jsonb_build_object('name', d.name, 'uen', d.uen, 'gst_reg_no', s.gst_reg_no, 'email', o.billing_email,
        'address', o.address) as party,
      case when s.is_registered then 'tax_invoice' else 'invoice' end as kind, s.today
    from seller s
    join organizations o on o.organization_id = s.organization_id
    join organization_directory d on d.organization_id = o.organization_id
    where o.organization_id = $1
    ) f
  ), faces as materialized (
    select p.id as subscription_id, p.n, ${idOf('invoice', 'p.n')} as invoice_id, f.kind, f.party as seller, f.shared, f.today, p.customer_id,
      b.series || '-' || lpad((b.base + t.turn)::text, greatest(5, length((b.base + t.turn)::text)), '0') as number,
      jsonb_build_object('name', p.customer_name, 'uen', p.customer_uen, 'gst_reg_no', p.customer_gst_reg_no,
        'email', p.customer_email, 'address', p.customer_address) as buyer,
      p.customer_name_normalized, f.today + p.payment_terms_days as due_date, t.subtotal_cents, t.gst_amount_cents, t.gst_breakdown
    from totals t join picked p on p.n = t.n cross join numbered b cross join seller_party f
  ), invoiced as (
    insert into invoices (organization_id, id, number, kind, customer_id, subscription_id, seller, buyer, currency,
      issue_date, due_date, tax_point_date, subtotal_cents, gst_amount_cents, search_text, created_at, updated_at)
    select $1, invoice_id, number, kind, customer_id, subscription_id, seller, buyer, 'SGD', today, due_date, today,
      subtotal_cents, gst_amount_cents, lower(number) || ' ' || customer_name_normalized, $2::timestamptz, $2::timestamptz
    from faces
    returning id
  ), lined as (
    insert into invoice_lines (organization_id, invoice_id, position, description, quantity, unit, unit_price_cents,
      discount_cents, gst_code, gst_rate_bp, service_from_date, service_to_date)
    select $1, ${idOf('invoice', 'n')}, position, description, quantity, unit, unit_price_cents, discount_cents, gst_code,
      gst_rate_bp, service_from_date, service_to_date
    from lines
  ), grouped as (
    insert into invoice_gst_groups (organization_id, invoice_id, gst_code, gst_rate_bp, taxable_cents)
    select $1, ${idOf('invoice', 'n')}, gst_code, gst_rate_bp, taxable_cents from groups
  ), told as (
    insert into events (organization_id, id, name, actor_kind, actor_id, actor_name, on_behalf_of_id, on_behalf_of_name,
      subject_id, data, request_id, ip, user_agent, created_at)
    select $1, ${idOf('event', 'f.n')}, 'invoice.issued', $8, $9::uuid, $10, $11::uuid, $12, f.invoice_id, ${invoiceJson},
      $13, $14, $15, $2::timestamptz
    from faces f
    join (
      select n, jsonb_agg(to_jsonb(l) order by l.position) as data
      from lines cross join lateral (
        select position, description, trim_scale(quantity)::text as quantity, unit, unit_price_cents, discount_cents, gst_code,
          gst_rate_bp, amount_cents, service_from_date, service_to_date
      ) l
      group by n
    ) l on l.n = f.n
  ), settled as (
    update subscription_charges c set invoice_id = ${idOf('invoice', 'l.n')}
    from lines l where c.organization_id = $1 and l.rank = 4 and c.id = l.item_id
  ), credited as (
    insert into subscription_credits (organization_id, id, subscription_id, amount_cents, reason, invoice_id, created_at)
    select $1, ${idOf('credit', 'n')}, subscription_id, -used_credit_cents, 'invoice', ${idOf('invoice', 'n')}, $2::timestamptz
    from totals where used_credit_cents > 0
  ), passed as (
    insert into subscription_periods (organization_id, subscription_id, from_date, to_date, price_id, quantity,
      amount_cents, invoice_id, run_id, created_at)
    select $1, p.id, p.from_date, p.to_date, p.price_id, p.quantity, coalesce(t.subtotal_cents, 0),
      case when t.turn is not null then ${idOf('invoice', 'p.n')} end, $4::uuid, $2::timestamptz
    from picked p left join totals t on t.n = p.n
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
    from picked p left join totals t on t.n = p.n
    where s.organization_id = $1 and s.id = p.id and p.is_billable
  ), skipped as (
    insert into renewal_skips (organization_id, run_id, subscription_id, reason)
    select $1, $4::uuid, id, skip_reason from picked where not is_billable and $4::uuid is not null
    on conflict (organization_id, run_id, subscription_id) do nothing
  ), last_picked as (
    select from_date, id from picked order by from_date desc, id desc limit 1
  )
  select ${countsOfPicked}, (select k from counted)::int as issued_count,
    (select coalesce(sum(subtotal_cents + gst_amount_cents), 0) from totals)::bigint as amount_cents,
    (select from_date from last_picked) as last_date, (select id from last_picked) as last_id,
    (select invoice_id from faces limit 1) as invoice_id,
    coalesce(jsonb_agg(p.id) filter (where p.status = 'trialing' and not p.ends and p.is_billable), '[]') as activated_ids,
    coalesce(jsonb_agg(p.id) filter (where p.ends and p.is_billable), '[]') as ended_ids
  from picked p`

/** The invoice as the API shows it: the event that announces it holds the same. What all share is made once. */
const sharedJson = `jsonb_build_object('seller', party, 'kind', kind, 'is_overdue', false, 'currency', 'SGD',
  'issue_date', today, 'tax_point_date', today, 'reference', null, 'notes', null, 'amount_paid_cents', 0,
  'amount_credited_cents', 0, 'amount_written_off_cents', 0, 'created_at', $16::text, 'voided_at', null,
  'void_reason', null, 'written_off_at', null, 'write_off_reason', null,
  'corrects_invoice_id', null, 'correction_reason', null)`

const invoiceJson = `f.shared || jsonb_build_object('id', f.invoice_id, 'number', f.number,
  'status', case when f.subtotal_cents + f.gst_amount_cents = 0 then 'paid' else 'open' end,
  'customer_id', f.customer_id, 'subscription_id', f.subscription_id, 'buyer', f.buyer, 'due_date', f.due_date,
  'subtotal_cents', f.subtotal_cents, 'gst_amount_cents', f.gst_amount_cents,
  'total_amount_cents', f.subtotal_cents + f.gst_amount_cents,
  'amount_due_cents', f.subtotal_cents + f.gst_amount_cents, 'lines', l.data, 'gst_breakdown', f.gst_breakdown)`

/** Ids are made outside and handed in as arrays: by place, so that nothing has to be joined. */
function idOf(what: 'invoice' | 'event' | 'credit', place: string): string {
  return `($${{ invoice: 5, event: 6, credit: 7 }[what]}::uuid[])[${place}]`
}
