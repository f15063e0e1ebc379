import { sellerNow } from '#modules/gst/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { Address } from '#platform/schemas.ts'
import { shareUntil, withDaysAndRate } from './cut-lines.ts'
import type { ComputedDraft, IssuedLine } from './schemas.ts'

export type ComputedLine = ComputedDraft['lines'][number]
/** With the days of service of what a subscription bills, the last one not counted. */
export type DatedLine = ComputedLine & { service_from_date: string | null; service_to_date: string | null }
export type GstGroup = ComputedDraft['gst_breakdown'][number]

/** Seller and buyer as they stand today; the buyer's columns are null while there is none. */
export type Parties = {
  today: string
  is_registered: boolean
  seller_name: string
  seller_uen: string
  seller_gst_reg_no: string | null
  seller_email: string
  seller_address: Address
  customer_id: string | null
  customer_name: string | null
  customer_uen: string | null
  customer_gst_reg_no: string | null
  customer_email: string | null
  customer_address: Address | null
  payment_terms_days: number | null
}

export type Computed = {
  parties: Parties
  lines: DatedLine[]
  gst_breakdown: GstGroup[]
  subtotal_cents: number
  gst_amount_cents: number
  total_amount_cents: number
}

/**
 * The one place where lines become money, and the database does it: amounts half-up to the cent, GST once per group of
 * code and rate (half-up), rates by tax point, which is the day of issue unless an older invoice is corrected or money
 * came before. A line with days of service is cut where the rate changed in them, and what was done before keeps the old
 * one (IRAS on rate changes; the same as in due-lines.ts of subscriptions). Preview, draft and issue all come through here.
 */
export async function computeLines(
  ctx: Context,
  customer_id: string | null,
  lines: IssuedLine[],
  tax_point_date: string | null = null,
): Promise<Computed> {
  const [[parties], rows] = await ctx.db.batch(partiesQuery(ctx, customer_id), linesQuery(ctx, lines, tax_point_date))
  const groups = new Map(
    rows.map(({ gst_code, gst_rate_bp, taxable_cents, gst_cents }) => [
      `${gst_code} ${gst_rate_bp}`,
      { gst_code, gst_rate_bp, taxable_cents, gst_cents },
    ]),
  )
  const gst_breakdown = [...groups.values()]
  const subtotal_cents = gst_breakdown.reduce((sum, group) => sum + group.taxable_cents, 0)
  const gst_amount_cents = gst_breakdown.reduce((sum, group) => sum + group.gst_cents, 0)
  return {
    parties: parties!,
    lines: rows.map(({ taxable_cents: _taxable, gst_cents: _gst, ...line }) => line),
    gst_breakdown,
    subtotal_cents,
    gst_amount_cents,
    total_amount_cents: subtotal_cents + gst_amount_cents,
  }
}

function partiesQuery(ctx: Context, customer_id: string | null): TextQuery<Parties> {
  return {
    text: `
      with seller as (${sellerNow})
      select s.today, s.is_registered, d.name as seller_name, d.uen as seller_uen, s.gst_reg_no as seller_gst_reg_no,
        o.billing_email as seller_email, o.address as seller_address,
        c.id as customer_id, c.name as customer_name, c.uen as customer_uen, c.gst_reg_no as customer_gst_reg_no,
        c.email as customer_email, c.address as customer_address, c.payment_terms_days
      from seller s
      join organizations o on o.organization_id = s.organization_id
      join organization_directory d on d.organization_id = o.organization_id
      left join customers c on c.organization_id = o.organization_id and c.id = $3
      where o.organization_id = $1`,
    parameters: [ctx.organization_id, ctx.now.toString(), customer_id],
  }
}

/** As the API shows the lines of a draft. */
export function withoutDays(lines: DatedLine[]): ComputedLine[] {
  return lines.map(({ service_from_date: _from, service_to_date: _to, ...line }) => line)
}

type LineRow = DatedLine & { taxable_cents: number; gst_cents: number }

function linesQuery(ctx: Context, lines: IssuedLine[], tax_point_date: string | null): TextQuery<LineRow> {
  return {
    text: `
      with seller as (${sellerNow}), point as (
        select *, coalesce($4::date, today) as tax_point_date, $4::date is null as is_new from seller
      ), rates as (
        select r.gst_code, r.gst_rate_bp, r.from_date,
          coalesce(lead(r.from_date) over (partition by r.gst_code order by r.from_date), 'infinity') as to_date
        from gst_rates r join point t on r.from_date <= t.tax_point_date
      ), priced as (
        select l.position, coalesce(l.description, '') as description, trim_scale(l.quantity) as quantity, nullif(l.unit, '') as unit,
          l.unit_price_cents, coalesce(l.discount_cents, 0) as discount_cents,
          coalesce(l.gst_code, case when t.is_registered then 'SR' else 'NG' end) as gst_code,
          round(l.quantity * l.unit_price_cents)::bigint - coalesce(l.discount_cents, 0) as whole_cents,
          l.service_from_date as from_date, l.service_to_date as to_date,
          case when t.is_new then l.service_from_date end as rated_from_date, t.tax_point_date
        from point t
        cross join rows from (jsonb_to_recordset($3::jsonb) as (
          description text, quantity numeric, unit text, unit_price_cents bigint, discount_cents bigint, gst_code text,
          service_from_date date, service_to_date date
        )) with ordinality as l (description, quantity, unit, unit_price_cents, discount_cents, gst_code,
          service_from_date, service_to_date, position)
      ), cut as (
        select p.*, r.gst_rate_bp, rated_from_date is not null and (r.from_date > p.from_date or r.to_date < p.to_date) as is_cut,
          greatest(p.from_date, r.from_date) as piece_from_date, least(p.to_date, r.to_date)::date as piece_to_date
        from priced p
        join rates r on r.gst_code = p.gst_code and case when p.rated_from_date is null
          then r.from_date <= p.tax_point_date and r.to_date > p.tax_point_date
          else r.from_date < p.to_date and r.to_date > p.from_date end
      ), pieces as (
        select position, gst_code, gst_rate_bp,
          case when is_cut then ${withDaysAndRate('description', 'piece_from_date', 'piece_to_date')} else description end as description,
          case when is_cut then 1 else quantity end as quantity, case when not is_cut then unit end as unit,
          case when is_cut then ${shareUntil('piece_to_date')} - ${shareUntil('piece_from_date')} else unit_price_cents end as unit_price_cents,
          case when is_cut then 0 else discount_cents end as discount_cents,
          case when is_cut then ${shareUntil('piece_to_date')} - ${shareUntil('piece_from_date')} else whole_cents end as amount_cents,
          case when is_cut then piece_from_date else from_date end as service_from_date,
          case when is_cut then piece_to_date else to_date end as service_to_date
        from cut
      )
      select description, quantity::text as quantity, unit, unit_price_cents, discount_cents, gst_code, gst_rate_bp, amount_cents,
        service_from_date, service_to_date, (sum(amount_cents) over grp)::bigint as taxable_cents,
        round(sum(amount_cents) over grp * gst_rate_bp / 10000)::bigint as gst_cents
      from pieces
      window grp as (partition by gst_code, gst_rate_bp)
      order by position, service_from_date`,
    parameters: [ctx.organization_id, ctx.now.toString(), lines, tax_point_date],
  }
}
