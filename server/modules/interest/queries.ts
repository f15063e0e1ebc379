import { getCustomer } from '#modules/customers/queries.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { accrue, type Decided, defaultTerms, freedDays, interestOf, type Owed } from './rules.ts'
import type {
  InterestCharge,
  InterestProposal,
  InterestProposalPage,
  InterestProposalQuery,
  InterestSettings,
  InterestTerms,
  InvoiceInterest,
} from './schemas.ts'

export const todayOf = async (ctx: Context): Promise<string> => dayIn((await getOrganization(ctx)).timezone, ctx.now)

/** As they were chosen; before that what is offered, from today on. */
export async function getInterestSettings(ctx: Context): Promise<InterestSettings> {
  const query: TextQuery<InterestSettings> = {
    text: `select is_enabled, is_automatic, rate_bp, grace_days, minimum_cents, starts_on_date
           from interest_settings where organization_id = $1`,
    parameters: [ctx.organization_id],
  }
  return (await ctx.db.find(query)) ?? { ...defaultTerms, starts_on_date: await todayOf(ctx) }
}

export async function getInterestTerms(ctx: Context, customer_id: string): Promise<InterestTerms> {
  await getCustomer(ctx, customer_id)
  const query: TextQuery<InterestTerms> = {
    text: `select customer_id, is_exempt, rate_bp, grace_days, minimum_cents
           from interest_terms where organization_id = $1 and customer_id = $2`,
    parameters: [ctx.organization_id, customer_id],
  }
  const none = { customer_id, is_exempt: false, rate_bp: null, grace_days: null, minimum_cents: null }
  return (await ctx.db.find(query)) ?? none
}

type Late = Owed & {
  invoice_id: string
  invoice_number: string
  customer_id: string
  customer_name: string
  rate_bp: number
  grace_days: number
  minimum_cents: number
  is_disputed: boolean
  decided_until: string | null
  /** All that was decided, where something of it was cancelled. */
  decisions: Decided[] | null
}

/** Where a page ended: they come by due date. */
export type Place = { due_date: string; invoice_id: string }
const beginning: Place = { due_date: '0001-01-01', invoice_id: '00000000-0000-0000-0000-000000000000' }
const pageSize = 200
type Part = { invoice_id?: string; after?: Place | undefined; limit?: number | undefined }

/**
 * Invoices that were or are late, with what was paid of them and until when their interest was decided. What is no
 * longer in force is left out, and so is whatever asks for interest itself: interest earns none.
 */
function lateQuery(
  ctx: Context,
  settings: InterestSettings,
  until: string,
  { invoice_id, after = beginning, limit = pageSize }: Part,
): TextQuery<Late> {
  return {
    text: `
      with late as (
        select i.id, i.number, i.customer_id, i.buyer, i.due_date, i.total_amount_cents - i.amount_credited_cents as total_cents,
          coalesce(t.rate_bp, $3::integer) as rate_bp, coalesce(t.grace_days, $4::integer) as grace_days,
          coalesce(t.minimum_cents, $5::bigint) as minimum_cents, (
            select max(c.to_date) from interest_charges c
            where c.organization_id = $1 and c.invoice_id = i.id and c.cancelled_at is null) as decided_until, (
            select case when bool_or(c.cancelled_at is not null) then
                jsonb_agg(jsonb_build_object('is_cancelled', c.cancelled_at is not null, 'segments', c.segments)) end
            from interest_charges c
            where c.organization_id = $1 and c.customer_id = i.customer_id and c.invoice_id = i.id) as decisions
        from invoices i
        left join interest_terms t on t.organization_id = i.organization_id and t.customer_id = i.customer_id
        where i.organization_id = $1 and i.status in ('open', 'paid') and not coalesce(t.is_exempt, false)
          and i.due_date + coalesce(t.grace_days, $4::integer) < $2::date ${invoice_id ? 'and i.id = $9' : ''}
          and not exists (
            select from interest_charges c where c.organization_id = $1 and c.debit_note_id = i.id)
      )
      select l.id as invoice_id, l.number as invoice_number, l.customer_id, l.buyer ->> 'name' as customer_name, l.due_date,
        l.total_cents, l.rate_bp, l.grace_days, l.minimum_cents, l.decided_until, l.decisions, exists (
          select from invoice_disputes x where x.organization_id = $1 and x.invoice_id = l.id and x.resolved_at is null
        ) as is_disputed, p.payments
      from late l
      cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object('date', a.allocation_date, 'amount_cents', a.amount_cents)
            order by a.allocation_date), '[]') as payments,
          case when coalesce(sum(a.amount_cents), 0) >= l.total_cents then max(a.allocation_date) end as paid_date
        from payment_allocations a
        where a.organization_id = $1 and a.invoice_id = l.id and a.removed_at is null
      ) p
      -- What was paid in full counts as late until the day on which the last of it came.
      where l.total_cents > 0 and coalesce(p.paid_date, $2::date)
        > greatest(l.due_date + l.grace_days, $6::date - 1, case when l.decisions is null then coalesce(l.decided_until, '1900-01-01') else '1900-01-01' end)
        and (l.due_date, l.id) > ($7::date, $8::uuid)
      order by l.due_date, l.id limit ${limit}`,
    parameters: [
      ctx.organization_id,
      until,
      settings.rate_bp,
      settings.grace_days,
      settings.minimum_cents,
      settings.starts_on_date,
      after.due_date,
      after.invoice_id,
      ...(invoice_id ? [invoice_id] : []),
    ],
  }
}

const earlier = (one: string, other: string): string => (one < other ? one : other)
const dayBefore = (date: string): string => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString()

function proposalOf(late: Late, settings: InterestSettings, until: string): InterestProposal | undefined {
  const { rate_bp, grace_days, minimum_cents, decided_until, is_disputed } = late
  const terms = { rate_bp, grace_days, starts_on_date: settings.starts_on_date }
  const freed = freedDays(late.decisions ?? [], decided_until)
  const segments = [
    ...freed.flatMap((days) => accrue(late, terms, dayBefore(days.from_date), earlier(days.to_date, until))),
    ...accrue(late, terms, decided_until, until),
  ]
  const amount_cents = interestOf(segments, rate_bp)
  if (amount_cents === 0) return undefined
  const tooLittle = amount_cents < minimum_cents ? ('minimum' as const) : null
  return {
    invoice_id: late.invoice_id,
    invoice_number: late.invoice_number,
    customer_id: late.customer_id,
    customer_name: late.customer_name,
    due_date: late.due_date,
    currency: 'SGD',
    from_date: segments[0]!.from_date,
    to_date: segments.at(-1)!.to_date,
    rate_bp,
    amount_cents,
    segments,
    held_by: is_disputed ? 'dispute' : tooLittle,
  }
}

type ProposalsUntil = { proposals: InterestProposal[]; next: Place | undefined }

/** What has grown on late invoices until a day and was neither charged nor waived, and from where on to ask for more. */
export async function proposalsUntil(
  ctx: Context,
  until: string,
  after?: Place,
  limit = pageSize,
): Promise<ProposalsUntil> {
  const settings = await getInterestSettings(ctx)
  if (!settings.is_enabled) return { proposals: [], next: undefined }
  const found = await ctx.db.all(lateQuery(ctx, settings, until, { after, limit: limit + 1 }))
  const late = found.slice(0, limit)
  return {
    proposals: late.flatMap((each) => proposalOf(each, settings, until) ?? []),
    next: found.length > limit ? late.at(-1) : undefined,
  }
}

export async function proposalFor(ctx: Context, invoice_id: string, until: string): Promise<InterestProposal | null> {
  const settings = await getInterestSettings(ctx)
  if (!settings.is_enabled) return null
  const late = await ctx.db.find(lateQuery(ctx, settings, until, { invoice_id }))
  return (late && proposalOf(late, settings, until)) ?? null
}

/** The oldest due date first. */
export async function listInterestProposals(
  ctx: Context,
  cursors: Cursors,
  query: InterestProposalQuery,
): Promise<InterestProposalPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('interest proposals', query.cursor)
  const today = await todayOf(ctx)
  const data: InterestProposal[] = []
  let next = place && { due_date: String(place.key), invoice_id: place.id }
  // Of some late invoices the interest comes to nothing yet: they are passed by, so that no page is short but the last.
  do {
    const page = await proposalsUntil(ctx, today, next, limit - data.length)
    data.push(...page.proposals)
    next = page.next
  } while (next && data.length < limit)
  const next_cursor = next ? cursors.encode('interest proposals', { key: next.due_date, id: next.invoice_id }) : null
  return { data, next_cursor }
}

export async function getInvoiceInterest(ctx: Context, invoice_id: string): Promise<InvoiceInterest> {
  await getInvoice(ctx, invoice_id)
  const charges: TextQuery<InterestCharge> = {
    text: `select c.id, c.invoice_id, c.debit_note_id, n.number as debit_note_number, c.from_date, c.to_date, c.rate_bp,
             c.amount_cents, c.segments, c.reason, c.decided_by, c.cancelled_at, c.created_at
           from interest_charges c
           left join invoices n on n.organization_id = c.organization_id and n.id = c.debit_note_id
           where c.organization_id = $1 and c.invoice_id = $2 order by c.id desc`,
    parameters: [ctx.organization_id, invoice_id],
  }
  return {
    invoice_id,
    proposal: await proposalFor(ctx, invoice_id, await todayOf(ctx)),
    charges: await ctx.db.all(charges),
  }
}
