import { familyNames, givenNames, interests, places, sources, titles, trades } from '#db/demo/leads.ts'
import { createAbsence } from '#modules/lead-rules/create-absence.ts'
import { createAssignmentRule } from '#modules/lead-rules/create-assignment-rule.ts'
import { addLeadDefaults } from '#modules/leads/add-lead-defaults.ts'
import { createLeadField } from '#modules/leads/create-lead-field.ts'
import { insertLeads, type PreparedLead } from '#modules/leads/insert-leads.ts'
import { listLeadStages } from '#modules/leads/stage-queries.ts'
import { createSavedView } from '#modules/saved-views/create-saved-view.ts'
import { shareSavedView } from '#modules/saved-views/share-saved-view.ts'
import { syntheticUen } from '#modules/organizations/rules.ts'
import { demoConversions } from './demo-conversions.ts'
import type { As, Random } from './demo-story.ts'
import { seededRandom } from './demo-story.ts'

const leadCount = 700
const pairCount = 40
const overdueCount = 12
/** Each of them has its own day, so that the leads came over half a year. */
const batchCount = 28
const perBatch = leadCount / batchCount

/** How many of a hundred are in each stage of the board; nobody is won before somebody converts them. */
const shares = { New: 27, Contacted: 25, Qualified: 18, Quoted: 16, Lost: 14 }
const reasons = ['No answer', 'No budget', 'Chose somebody else', 'Not the right time']

/** Seven hundred leads of half a year: nine sources, forty people who came twice in some disguise, twelve who wait. */
export async function demoLeads(
  as: As,
  team: readonly string[],
  customer_ids: readonly string[],
  today: Temporal.ZonedDateTime,
): Promise<void> {
  const random = seededRandom(20_261_123)
  const begin = as(today.subtract({ days: 340 }))
  addLeadDefaults(begin)
  const { data: stages } = await listLeadStages(begin)
  const stageIds = Object.keys(shares).map((name) => stages.find((stage) => stage.name === name)!.id)
  await giveRules(as, team, today)
  await demoConversions(as, team, customer_ids, today)
  const leads = withDisguises(
    Array.from({ length: leadCount }, (_, index) => leadOf(random, index, { stageIds, team })),
    random,
  )
  waitForSome(leads, stageIds, today)
  for (let batch = 0; batch < batchCount; batch++) {
    const days = 182 - Math.floor((batch / batchCount) * 182)
    const at = today.subtract({ days }).add({ hours: 9 + (batch % 9), minutes: (batch * 17) % 60 })
    const ctx = as(at)
    await insertLeads(ctx, leads.slice(batch * perBatch, (batch + 1) * perBatch))
  }
  await saveViews(begin)
  begin.db.send({
    text: `update leads set first_replied_at = created_at + interval '1 minute' * (7 + abs(hashtext(id::text)) % 400),
             disqualified_reason = case when status = 'disqualified' then ($2::text[])[1 + abs(hashtext(id::text)) % 4] end
           where organization_id = $1 and status <> 'new'`,
    parameters: [begin.organization_id, `{${reasons.map((reason) => `"${reason}"`).join()}}`],
  })
}

async function saveViews(ctx: ReturnType<As>): Promise<void> {
  const views: [string, Record<string, string>][] = [
    ['Referrals to call', { source: 'Referral', status: 'open', sort: 'next_follow_up_at' }],
    ['Large and open', { status: 'open', sort: '-estimated_value_cents', columns: 'company,stage,value,owner' }],
  ]
  for (const [name, query] of views) {
    const { id } = await createSavedView(ctx, { list: 'leads', name, layout: 'table', query })
    await shareSavedView(ctx, id)
  }
}

/** What of leads a company sets up for itself: a field of its own, who gets whom, and who is away. */
async function giveRules(as: As, team: readonly string[], today: Temporal.ZonedDateTime): Promise<void> {
  const ctx = as(today.subtract({ days: 340 }))
  await createLeadField(ctx, { label: 'Staff', kind: 'number' })
  await createLeadField(ctx, { label: 'Bills with', kind: 'choice', choices: ['Excel', 'Xero', 'QuickBooks', 'Paper'] })
  await createAssignmentRule(ctx, {
    name: 'Large deals to the owner',
    conditions: [{ field: 'estimated_value_cents', operator: 'at_least', value: '2000000' }],
    strategy: 'round_robin',
    user_ids: [team[0]!],
  })
  await createAssignmentRule(ctx, {
    name: 'Everybody else in turn',
    conditions: [],
    strategy: 'round_robin',
    user_ids: [...team],
  })
  const monday = today.toPlainDate().add({ days: 10 })
  await createAbsence(as(today.subtract({ days: 2 })), {
    user_id: team.at(-1)!,
    from_date: monday.toString(),
    until_date: monday.add({ days: 4 }).toString(),
  })
}

type Known = { stageIds: string[]; team: readonly string[] }

function leadOf(random: Random, index: number, { stageIds, team }: Known): PreparedLead {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const source = byShare(sources, random())
  const name = `${pick(givenNames)} ${pick(familyNames)}`
  const brand = `${pick(places)} ${pick(trades)}`
  const hasCompany = random() < 0.86
  const domain = hasCompany ? `${brand.replaceAll(' ', '').toLowerCase()}.example` : 'mail.example'
  const stage = byShare(
    Object.values(shares).map((share, place) => ({ share, id: stageIds[place]! })),
    random(),
  )
  return {
    name,
    company: hasCompany ? `${brand} Pte. Ltd.` : null,
    email: random() < 0.92 ? `${name.replaceAll(' ', '.').toLowerCase()}.${index}@${domain}` : null,
    phone: random() < 0.74 ? `+658000${String(1000 + index)}` : null,
    uen: hasCompany && random() < 0.18 ? syntheticUen(1990 + (index % 35), 99_000 + index) : null,
    job_title: hasCompany ? pick(titles) : null,
    source: source.name,
    stage_id: stage.id,
    owner_user_id: random() < 0.94 ? pick(team) : null,
    estimated_value_cents: random() < 0.8 ? (2 + Math.floor(random() ** 3 * 60)) * 60_000 : null,
    tags: interests.filter(() => random() < 0.12),
    submission_count: source.utm ? (random() < 0.15 ? 2 : 1) : 0,
    visited_pages: source.utm ? ['/', ...(random() < 0.4 ? ['/pricing'] : [])] : [],
    ...(source.utm && {
      utm: { first: { ...source.utm, landing_page: '/' }, last: { ...source.utm, landing_page: '/contact' } },
    }),
    custom_fields:
      random() < 0.3 ? { staff: 2 + Math.floor(random() * 60), bills_with: pick(['Excel', 'Xero', 'Paper']) } : {},
  }
}

function byShare<T extends { share: number }>(list: readonly T[], chance: number): T {
  let left = chance * list.reduce((sum, { share }) => sum + share, 0)
  return list.find(({ share }) => (left -= share) < 0) ?? list.at(-1)!
}

/** Forty who wrote again months later, ten in each of four disguises. */
function withDisguises(leads: PreparedLead[], random: Random): PreparedLead[] {
  for (let pair = 0; pair < pairCount; pair++) {
    const [first, again] = [leads[pair * 7]!, leads[leadCount - 1 - pair * 7]!]
    const company = first.company ?? `${places[pair % places.length]} Trading Pte. Ltd.`
    const [given = '', ...family] = first.name.split(' ')
    first.company = company
    const kept = { ...again, uen: null, company, name: first.name, phone: null, email: null }
    const uen = syntheticUen(2001 + (pair % 20), 98_000 + pair)
    const disguises: PreparedLead[] = [
      // The same address in other letters, by a short name.
      { ...kept, name: given, email: (first.email ??= `sales.${pair}@${slug(company)}.example`).toUpperCase() },
      // The same telephone, another address.
      { ...kept, phone: (first.phone ??= `+658000${9000 + pair}`), email: `office.${pair}@${slug(company)}.example` },
      // The name turned round, the company without its legal form.
      { ...kept, name: [...family, given].join(' '), company: company.replace(' Pte. Ltd.', '').toUpperCase() },
      // The company by its number, somebody else writing for it.
      {
        ...kept,
        name: `${given} ${random() < 0.5 ? 'T.' : 'L.'}`,
        company: company.replace('Pte. Ltd.', '(S) Private Limited'),
        uen,
      },
    ]
    if (pair % 4 === 3) first.uen = uen
    leads[leadCount - 1 - pair * 7] = disguises[pair % 4]!
  }
  return leads
}

const slug = (company: string): string => company.replace(' Pte. Ltd.', '').replaceAll(/\W/g, '').toLowerCase()

/** Follow-ups of those who are not lost: twelve are late, some are for today, the others to come. */
function waitForSome(leads: PreparedLead[], stageIds: string[], today: Temporal.ZonedDateTime): void {
  const open = leads.filter(({ stage_id }) => stage_id !== stageIds.at(-1)).toReversed()
  for (const [place, lead] of open.slice(0, 120).entries()) {
    const days = place < overdueCount ? -1 - (place % 6) : place % 21
    const at = today.add({ days }).add({ hours: 9 + (place % 8) })
    // Of today only what is still to come is not late.
    const later = days === 0 ? at.add({ days: 1 }) : at
    lead.next_follow_up_at = later.toInstant().toString()
  }
}
