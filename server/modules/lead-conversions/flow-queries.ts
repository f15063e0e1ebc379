import type { LeadStage } from '#modules/leads/stage-schemas.ts'
import type { Context } from '#platform/context.ts'
import { csvLine } from '#platform/csv.ts'
import type { LeadFlow, LeadFlowQuery } from './schemas.ts'

/** From where leads come to what they paid. The clock of a payment is its day, so one on the day of converting counts. */
export async function getLeadFlow(ctx: Context, { from, to }: LeadFlowQuery): Promise<LeadFlow> {
  const [counted, collected] = await ctx.db.batch(countsQuery(ctx, from, to), collectedQuery(ctx, from, to))
  const cents = new Map(
    collected.map(({ source, stage_id, collected_cents }) => [`${stage_id} ${source}`, collected_cents]),
  )
  const links = counted.map((link) => ({ ...link, collected_cents: cents.get(`${link.stage_id} ${link.source}`) ?? 0 }))
  const sources = sumBy(
    links,
    ({ source }) => source,
    ({ source }) => ({ source }),
  ).sort((a, b) => b.collected_cents - a.collected_cents || b.count - a.count)
  const stages = sumBy(
    links,
    ({ stage_id }) => stage_id,
    ({ stage_id, stage_name, status, position }) => ({ stage_id, name: stage_name, status, position }),
  ).sort((a, b) => a.position - b.position)
  const shown = sources.slice(0, 500)
  const names = new Set(shown.map(({ source }) => source))
  const total = (field: keyof Sums) => sources.reduce((sum, each) => sum + each[field], 0)
  return {
    sources: shown,
    stages: stages.map(({ position: _, converted_count: __, ...stage }) => stage),
    links: links
      .filter(({ source }) => names.has(source))
      .map(({ source, stage_id, count, collected_cents }) => ({ source, stage_id, count, collected_cents })),
    count: total('count'),
    converted_count: total('converted_count'),
    collected_cents: total('collected_cents'),
  }
}

/** One line a source, one column a stage, money in dollars as spreadsheets add it. */
export async function exportLeadFlow(ctx: Context, query: LeadFlowQuery): Promise<string> {
  const { sources, stages, links } = await getLeadFlow(ctx, query)
  const counts = new Map(links.map(({ source, stage_id, count }) => [`${stage_id} ${source}`, count]))
  const lines = sources.map(({ source, count, converted_count, collected_cents }) => [
    source,
    count,
    ...stages.map(({ stage_id }) => counts.get(`${stage_id} ${source}`) ?? 0),
    converted_count,
    (collected_cents / 100).toFixed(2),
  ])
  const heads = ['Source', 'Leads', ...stages.map(({ name }) => name), 'Became customers', 'Collected (SGD)']
  return [heads, ...lines].map(csvLine).join('')
}

type Sums = { count: number; converted_count: number; collected_cents: number }
type Link = Counted & { collected_cents: number }

function sumBy<T>(links: Link[], key: (link: Link) => string, head: (link: Link) => T): (T & Sums)[] {
  const sums = new Map<string, T & Sums>()
  for (const link of links) {
    const known = sums.get(key(link)) ?? { ...head(link), count: 0, converted_count: 0, collected_cents: 0 }
    known.count += link.count
    if (link.status === 'converted') known.converted_count += link.count
    known.collected_cents += link.collected_cents
    sums.set(key(link), known)
  }
  return [...sums.values()]
}

type Counted = {
  source: string
  stage_id: string
  stage_name: string
  status: LeadStage['status']
  position: number
  count: number
}

/** Who left a stage that is archived since still stands in it; who was won counts, archived or not, for they paid. */
const countsQuery = (ctx: Context, from?: string, to?: string) => ({
  text: `select l.source, l.stage_id, s.name as stage_name, s.status, s.position, l.count
         from (select source, stage_id, count(*)::int as count from leads
               where organization_id = $1 and (archived_at is null or status = 'converted')
                 and ($2::timestamptz is null or created_at >= $2) and ($3::timestamptz is null or created_at < $3)
               group by source, stage_id) l
           join lead_stages s on s.organization_id = $1 and s.id = l.stage_id
         order by l.source, s.position`,
  parameters: [ctx.organization_id, from ?? null, to ?? null],
  row: undefined as unknown as Counted,
})

const collectedQuery = (ctx: Context, from?: string, to?: string) => ({
  text: `with first as (
           select distinct on (c.customer_id) c.customer_id, c.lead_id, c.created_at from lead_conversions c
           where c.organization_id = $1 and c.undone_at is null order by c.customer_id, c.created_at, c.id)
         select l.source, l.stage_id, sum(p.amount_cents - p.amount_refunded_cents)::bigint as collected_cents
         from first f join organizations o on o.organization_id = $1
           join leads l on l.organization_id = $1 and l.id = f.lead_id
           join payments p on p.organization_id = $1 and p.customer_id = f.customer_id and p.reversed_at is null
             and p.payment_date >= (f.created_at at time zone o.timezone)::date
         where ($2::timestamptz is null or l.created_at >= $2) and ($3::timestamptz is null or l.created_at < $3)
         group by l.source, l.stage_id`,
  parameters: [ctx.organization_id, from ?? null, to ?? null],
  row: undefined as unknown as { source: string; stage_id: string; collected_cents: number },
})
