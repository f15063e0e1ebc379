import { sellerNow } from '#modules/gst/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { Address } from '#platform/schemas.ts'
import type { ComputedDraft, NewLine } from './schemas.ts'

export type ComputedLine = ComputedDraft['lines'][number]
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
  lines: ComputedLine[]
  gst_breakdown: GstGroup[]
  subtotal_cents: number
  gst_amount_cents: number
  total_amount_cents: number
}

/**
 * The one place where lines become money, and the database does it: amounts half-up to the cent, GST once per group of
 * code and rate (half-up), rates by tax point, which is the day of issue unless an older invoice is corrected. Preview,
 * draft and issue all come through here.
 */
export async function computeLines(
  ctx: Context,
  customer_id: string | null,
  lines: NewLine[],
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

type LineRow = ComputedLine & { taxable_cents: number; gst_cents: number }

function linesQuery(ctx: Context, lines: NewLine[], tax_point_date: string | null): TextQuery<LineRow> {
  return {
    text: `
      with seller as (${sellerNow}), priced as (
        select l.position, coalesce(l.description, '') as description, trim_scale(l.quantity) as quantity, nullif(l.unit, '') as unit,
          l.unit_price_cents, coalesce(l.discount_cents, 0) as discount_cents,
          coalesce(l.gst_code, case when s.is_registered then 'SR' else 'NG' end) as gst_code,
          round(l.quantity * l.unit_price_cents)::bigint - coalesce(l.discount_cents, 0) as amount_cents, coalesce($4::date, s.today) as tax_point_date
        from seller s
        cross join rows from (jsonb_to_recordset($3::jsonb) as (
          description text, quantity numeric, unit text, unit_price_cents bigint, discount_cents bigint, gst_code text
        )) with ordinality as l (description, quantity, unit, unit_price_cents, discount_cents, gst_code, position)
      )
      select p.description, p.quantity::text as quantity, p.unit, p.unit_price_cents, p.discount_cents, p.gst_code,
        r.gst_rate_bp, p.amount_cents,
        (sum(p.amount_cents) over grp)::bigint as taxable_cents,
        round(sum(p.amount_cents) over grp * r.gst_rate_bp / 10000)::bigint as gst_cents
      from priced p
      join lateral (
        select gst_rate_bp from gst_rates r
        where r.gst_code = p.gst_code and r.from_date <= p.tax_point_date order by r.from_date desc limit 1
      ) r on true
      window grp as (partition by p.gst_code, r.gst_rate_bp)
      order by p.position`,
    parameters: [ctx.organization_id, ctx.now.toString(), lines, tax_point_date],
  }
}
