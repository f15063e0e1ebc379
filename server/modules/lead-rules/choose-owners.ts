import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { allHold } from './conditions.ts'
import { listAssignmentRules } from './queries.ts'
import type { AssignmentRule } from './schemas.ts'

type Rule = AssignmentRule & { turn: number }
/** Who got a lead, and by which rule. */
export type Choice = { user_id: string; rule_name: string }
type Ready = { user_id: string; open_count: number }

/**
 * Who gets each of these leads: by the first rule that fits, among those who are members and not away. A lead that no
 * rule fits, or whose people are all away, is not in the answer and stays with nobody. The rules that decided are held
 * until the transaction ends, so that of two batches the second goes on where the first stopped.
 */
export async function chooseOwners(ctx: Context, lead_ids: readonly string[]): Promise<Map<string, Choice>> {
  const rules = (await listAssignmentRules(ctx)).data.filter(({ is_active }) => is_active)
  if (rules.length === 0 || lead_ids.length === 0) return new Map()
  const placed = await ctx.db.all(firstFitting(ctx, rules, lead_ids))
  const fitting = [...new Set(placed.map(({ place }) => place))].map((place) => rules[place]!.id)
  if (fitting.length === 0) return new Map()
  const held = await holdRules(ctx, fitting)
  const ready = await listReady(ctx, [...new Set([...held.values()].flatMap(({ user_ids }) => user_ids))])
  const owners = new Map<string, Choice>()
  for (const { id, place } of placed) {
    const rule = rules[place]!
    const user_id = nextOwner(held.get(rule.id), ready)
    if (user_id) owners.set(id, { user_id, rule_name: rule.name })
  }
  keepTurns(ctx, held)
  return owners
}

function firstFitting(ctx: Context, rules: readonly AssignmentRule[], lead_ids: readonly string[]) {
  const places = rules.map(({ conditions }, place) => sql`when ${allHold(conditions)} then ${sql.lit(place)}`)
  return sql<{ id: string; place: number }>`
    select id, place from (
      select l.id, case ${sql.join(places, sql` `)} end as place from leads l
      where l.organization_id = ${ctx.organization_id} and l.id = any(${`{${lead_ids.join()}}`}::uuid[])
    ) fitted where place is not null order by id`
}

async function holdRules(ctx: Context, ids: readonly string[]): Promise<Map<string, Rule>> {
  const rows = await ctx.db.all<Rule>({
    text: `select id, strategy, user_ids, turn from lead_assignment_rules
           where organization_id = $1 and id = any($2::uuid[]) order by id for update`,
    parameters: [ctx.organization_id, `{${ids.join()}}`],
  })
  return new Map(rows.map((rule) => [rule.id, rule]))
}

/** Members who are not away today, each with how many leads they have that are neither won nor lost. */
async function listReady(ctx: Context, user_ids: readonly string[]): Promise<Map<string, Ready>> {
  const rows = await ctx.db.all<Ready>({
    text: `select m.user_id, (
             select count(*)::int from leads l where l.organization_id = $1 and l.owner_user_id = m.user_id
               and l.archived_at is null and l.status in ('new', 'contacted', 'qualified')
           ) as open_count
           from memberships m
           where m.organization_id = $1 and m.user_id = any($2::uuid[]) and not exists (
             select from lead_absences a join organizations o on o.organization_id = a.organization_id
             where a.organization_id = $1 and a.user_id = m.user_id
               and ($3::timestamptz at time zone o.timezone)::date between a.from_date and a.until_date)`,
    parameters: [ctx.organization_id, `{${user_ids.join()}}`, ctx.now.toString()],
  })
  return new Map(rows.map((each) => [each.user_id, each]))
}

function nextOwner(rule: Rule | undefined, ready: Map<string, Ready>): string | undefined {
  const able = rule?.user_ids.flatMap((user_id) => ready.get(user_id) ?? []) ?? []
  if (!rule || able.length === 0) return undefined
  const chosen = rule.strategy === 'round_robin' ? nextInTurn(rule, ready) : leastLoaded(able)
  chosen.open_count += 1
  return chosen.user_id
}

/** From the place in the whole list where the last one stood, so that who is away loses their turn and nobody else's. */
function nextInTurn(rule: Rule, ready: Map<string, Ready>): Ready {
  for (;;) {
    const chosen = ready.get(rule.user_ids[rule.turn % rule.user_ids.length]!)
    rule.turn = (rule.turn + 1) % rule.user_ids.length
    if (chosen) return chosen
  }
}

const leastLoaded = (able: readonly Ready[]): Ready =>
  able.reduce((least, each) => (each.open_count < least.open_count ? each : least))

function keepTurns(ctx: Context, held: ReadonlyMap<string, Rule>): void {
  for (const { id, turn, strategy } of held.values())
    if (strategy === 'round_robin')
      ctx.db.send({
        text: 'update lead_assignment_rules set turn = $3 where organization_id = $1 and id = $2',
        parameters: [ctx.organization_id, id, turn],
      })
}
