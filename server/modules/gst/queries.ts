import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { GstCodeList } from './schemas.ts'

/** The seller `$1` at the time `$2`: the day it is for them, and the registration in force on it, null when none is. */
export const sellerNow = `
  select o.organization_id, t.today, r.gst_reg_no, r.gst_reg_no is not null as is_registered
  from organizations o
  cross join lateral (select ($2::timestamptz at time zone o.timezone)::date as today) t
  left join gst_registrations r on r.organization_id = o.organization_id
    and r.from_date <= t.today and (r.to_date >= t.today or r.to_date is null)
  where o.organization_id = $1`

/** What the organisation may put on a line today, with the rate of today; an unregistered seller has only NG. */
export async function listGstCodes(ctx: Context): Promise<GstCodeList> {
  const query: TextQuery<GstCodeList['data'][number] & { as_of_date: string }> = {
    text: `
      with seller as (${sellerNow})
      select s.today as as_of_date, c.gst_code, c.title, c.description, r.gst_rate_bp, c.is_common or c.gst_code = 'NG' as is_common
      from seller s
      join gst_codes c on (c.gst_code = 'NG') = not s.is_registered
      join lateral (
        select gst_rate_bp from gst_rates r
        where r.gst_code = c.gst_code and r.from_date <= s.today order by r.from_date desc limit 1
      ) r on true
      order by c.display_order`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
  const rows = await ctx.db.all(query)
  return {
    as_of_date: rows[0]?.as_of_date ?? '',
    data: rows.map(({ as_of_date: _, ...code }) => code),
  }
}
