import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { pgArray } from '#platform/pipeline.ts'
import type { InvoiceGrouping } from './due-lines.ts'
import { becomesUnpaid } from './update-standing.ts'

/** Where a run stands: the last subscription it looked at. Before the first one: `runStart`. */
export type Place = { date: string; id: string }
export const runStart: Place = { date: '-infinity', id: '00000000-0000-0000-0000-000000000000' }

/** What one statement bills: the ids, at most how many there are, and where to go on; nowhere when nothing was left. */
export type Taken = { ids: string[]; most: number; grouping: InvoiceGrouping; place: Place | undefined }

/** How many to take: of single subscriptions, or of all that their customers have. */
export type Batch = { after: Place; limit: number; grouping: InvoiceGrouping }

/** The next that are due, held until they are billed; whom another worker holds is passed by. */
export const takeDue = (ctx: Context, batch: Batch): Promise<Taken> => take(ctx, batch, true)

/** The same, for looking: nothing is held, and who would be unpaid when a run begins is left out as it leaves them. */
export const peekDue = (ctx: Context, batch: Batch): Promise<Taken> => take(ctx, batch, false)

const take = (ctx: Context, batch: Batch, isHeld: boolean): Promise<Taken> =>
  batch.grouping === 'per_customer' ? takeCustomers(ctx, batch, isHeld) : takeSubscriptions(ctx, batch, isHeld)

async function takeSubscriptions(ctx: Context, { after, limit, grouping }: Batch, isHeld: boolean): Promise<Taken> {
  const query: TextQuery<{ id: string; date: string }> = {
    text: `select s.id, s.next_invoice_date as date from subscriptions s
           where s.organization_id = $1 and (s.next_invoice_date, s.id) > ($3::date, $4::uuid)
             and s.next_invoice_date <= ${today} ${unless(isHeld)}
           order by s.next_invoice_date, s.id limit ${limit} ${isHeld ? 'for update of s skip locked' : ''}`,
    parameters: [ctx.organization_id, ctx.now.toString(), after.date, after.id],
  }
  const due = await ctx.db.all(query)
  return { ids: due.map(({ id }) => id), most: limit, grouping, place: due.at(-1) }
}

type Claim = Place & { customer_id: string }

/**
 * Whole customers, as many as have `limit` subscriptions together and never less than one. A customer's turn comes with
 * their earliest; their row is the claim on all of theirs, so that no two workers share one.
 */
async function takeCustomers(ctx: Context, { after, limit, grouping }: Batch, isHeld: boolean): Promise<Taken> {
  const claim: TextQuery<Claim> = {
    text: `with due as materialized (
             select s.customer_id, s.next_invoice_date as date, s.id from subscriptions s
             join customers c on c.organization_id = s.organization_id and c.id = s.customer_id
             where s.organization_id = $1 and (s.next_invoice_date, s.id) > ($3::date, $4::uuid)
               and s.next_invoice_date <= ${today} ${unless(isHeld)}
               and not exists (
                 select from subscriptions e where e.organization_id = $1 and e.customer_id = s.customer_id ${unless(isHeld, 'e')}
                   and (e.next_invoice_date, e.id) < (s.next_invoice_date, s.id))
             order by s.next_invoice_date, s.id limit ${limit} ${isHeld ? 'for no key update of c skip locked' : ''}
           )
           select customer_id, date, id from (
             select d.*, row_number() over following as turn, sum(n.count) over following as upto from due d
             cross join lateral (
               select count(*) as count from subscriptions n
               where n.organization_id = $1 and n.customer_id = d.customer_id and n.next_invoice_date <= ${today}
             ) n
             window following as (order by d.date, d.id)
           ) d
           where turn = 1 or upto <= ${limit}
           order by turn`,
    parameters: [ctx.organization_id, ctx.now.toString(), after.date, after.id],
  }
  const claims = await ctx.db.all(claim)
  // Read after the claim is held, so that what another worker just billed is not seen as it was.
  const theirs: TextQuery<{ id: string }> = {
    text: `select s.id from subscriptions s
           where s.organization_id = $1 and s.customer_id = any($3::uuid[]) and s.next_invoice_date <= ${today} ${unless(isHeld)}
           order by s.id ${isHeld ? 'for update of s' : ''}`,
    parameters: [ctx.organization_id, ctx.now.toString(), pgArray(claims.map(({ customer_id }) => customer_id))],
  }
  const ids = (await ctx.db.all(theirs)).map(({ id }) => id)
  return { ids, most: Math.ceil(Math.max(ids.length, 1) / limit) * limit, grouping, place: claims.at(-1) }
}

/** By the calendar of the organisation. */
const today = `(select ($2::timestamptz at time zone o.timezone)::date from organizations o where o.organization_id = $1)`

const unless = (isHeld: boolean, row = 's'): string => (isHeld ? '' : `and not ${becomesUnpaid(row, today)}`)
