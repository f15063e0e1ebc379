import { type InvoiceGrouping, placeOf } from './due-lines.ts'

/*
 * What the lines of due-lines.ts become, as common table expressions after them and before those of bill-due.ts, which
 * says what the parameters are.
 */

/** As issueInvoice does: numbered, frozen, with their lines, and each told once. */
export function invoicesOf(grouping: InvoiceGrouping): string {
  const place = placeOf(grouping)
  return `numbered as (
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
    select t.subscription_id${grouping === 'per_customer' ? ', t.subscription_ids' : ''}, t.${place}, ${idOf('invoice', `t.${place}`)} as invoice_id, f.kind, f.party as seller, f.shared, f.today, p.customer_id,
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
    select $1, ${idOf('invoice', place)}, position, description, quantity, unit, unit_price_cents, discount_cents, gst_code,
      gst_rate_bp, service_from_date, service_to_date
    from lines
  ), grouped as (
    insert into invoice_gst_groups (organization_id, invoice_id, gst_code, gst_rate_bp, taxable_cents)
    select $1, ${idOf('invoice', place)}, gst_code, gst_rate_bp, taxable_cents from groups
  ${grouping === 'per_customer' ? linksOfSeveral : ''}), told as (
    insert into events (organization_id, id, name, actor_kind, actor_id, actor_name, on_behalf_of_id, on_behalf_of_name,
      subject_id, data, request_id, ip, user_agent, created_at)
    select $1, ${idOf('event', `f.${place}`)}, 'invoice.issued', $8, $9::uuid, $10, $11::uuid, $12, f.invoice_id, ${invoiceJson(grouping)},
      $13, $14, $15, $2::timestamptz
    from faces f
    join (
      select ${place}, jsonb_agg(to_jsonb(l) order by l.position) as data
      from lines cross join lateral (
        select position, description, trim_scale(quantity)::text as quantity, unit, unit_price_cents, discount_cents, gst_code,
          gst_rate_bp, amount_cents, service_from_date, service_to_date
      ) l
      group by ${place}
    ) l on l.${place} = f.${place}`
}

const linksOfSeveral = `), linked as (
    insert into invoice_subscriptions (organization_id, subscription_id, invoice_id)
    select $1, p.subscription_id, ${idOf('invoice', 'p.g')} from parts p join totals t on t.g = p.g
    where t.subscription_id is null
  `

/** The invoice as the API shows it: the event that announces it holds the same. What all share is made once. */
const sharedJson = `jsonb_build_object('seller', party, 'kind', kind, 'is_overdue', false, 'currency', 'SGD',
  'issue_date', today, 'tax_point_date', today, 'reference', null, 'notes', null, 'progress', null, 'amount_paid_cents', 0,
  'amount_credited_cents', 0, 'amount_written_off_cents', 0, 'created_at', $16::text, 'voided_at', null,
  'void_reason', null, 'written_off_at', null, 'write_off_reason', null, 'corrects_invoice_id', null,
  'correction_reason', null)`

const invoiceJson = (
  grouping: InvoiceGrouping,
): string => `f.shared || jsonb_build_object('id', f.invoice_id, 'number', f.number,
  'status', case when f.subtotal_cents + f.gst_amount_cents = 0 then 'paid' else 'open' end,
  'customer_id', f.customer_id, 'subscription_id', f.subscription_id,
  'subscription_ids', ${grouping === 'per_customer' ? 'f.subscription_ids' : 'jsonb_build_array(f.subscription_id)'}, 'buyer', f.buyer, 'due_date', f.due_date,
  'subtotal_cents', f.subtotal_cents, 'gst_amount_cents', f.gst_amount_cents,
  'total_amount_cents', f.subtotal_cents + f.gst_amount_cents,
  'amount_due_cents', f.subtotal_cents + f.gst_amount_cents, 'lines', l.data, 'gst_breakdown', f.gst_breakdown)`

/**
 * As createDraft does. Nothing of the seller is frozen yet and no number is given; $17 is how many days the drafts lie.
 * Lines keep the days of service, which the invoice will show.
 */
export function draftsOf(grouping: InvoiceGrouping): string {
  const place = placeOf(grouping)
  return `draft_faces as materialized (
    select ${idOf('invoice', `t.${place}`)} as draft_id, t.${place}, p.customer_id, p.customer_name,
      ${grouping === 'per_customer' ? 't.subscription_ids' : 'jsonb_build_array(t.subscription_id) as subscription_ids'},
      e.today + $17::integer as issues_on_date, t.subtotal_cents, t.gst_amount_cents, t.gst_breakdown, l.typed, l.computed
    from totals t join picked p on p.n = t.n cross join seller e
    join (
      select ${place}, jsonb_agg(typed || days order by position) as typed, jsonb_agg(typed || rated order by position) as computed
      from lines cross join lateral (
        select jsonb_build_object('description', description, 'quantity', trim_scale(quantity)::text, 'unit', unit,
            'unit_price_cents', unit_price_cents, 'discount_cents', discount_cents, 'gst_code', gst_code) as typed,
          jsonb_build_object('service_from_date', service_from_date, 'service_to_date', service_to_date) as days,
          jsonb_build_object('gst_rate_bp', gst_rate_bp, 'amount_cents', amount_cents) as rated
      ) l
      group by ${place}
    ) l on l.${place} = t.${place}
  ), drafted as (
    insert into invoice_drafts (organization_id, id, customer_id, currency, lines, total_amount_cents, issues_on_date,
      subscription_ids, created_at, updated_at)
    select $1, draft_id, customer_id, 'SGD', typed, subtotal_cents + gst_amount_cents, issues_on_date, subscription_ids,
      $2::timestamptz, $2::timestamptz
    from draft_faces
  ), told as (
    insert into events (organization_id, id, name, actor_kind, actor_id, actor_name, on_behalf_of_id, on_behalf_of_name,
      subject_id, data, request_id, ip, user_agent, created_at)
    select $1, ${idOf('event', place)}, 'invoice_draft.created', $8, $9::uuid, $10, $11::uuid, $12, draft_id, ${draftJson},
      $13, $14, $15, $2::timestamptz
    from draft_faces`
}

const draftJson = `jsonb_build_object('id', draft_id, 'customer_id', customer_id, 'customer_name', customer_name,
  'currency', 'SGD', 'due_date', null, 'reference', null, 'notes', null, 'lines', computed, 'gst_breakdown', gst_breakdown,
  'subtotal_cents', subtotal_cents, 'gst_amount_cents', gst_amount_cents,
  'total_amount_cents', subtotal_cents + gst_amount_cents, 'missing', '[]'::jsonb, 'issues_on_date', issues_on_date,
  'subscription_ids', subscription_ids, 'version', 1, 'created_at', $16::text, 'updated_at', $16::text)`

/** Ids are made outside and handed in as arrays: by place, so that nothing has to be joined. */
export function idOf(what: 'invoice' | 'event' | 'credit', place: string): string {
  return `($${{ invoice: 5, event: 6, credit: 7 }[what]}::uuid[])[${place}]`
}
