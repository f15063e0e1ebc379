import { sql } from 'kysely'
import { listActiveScoreRules } from '#modules/lead-rules/queries.ts'
import { scoreOf } from '#modules/lead-rules/score.ts'
import { compareLater } from '#modules/leads/compare-later.ts'
import { leadColumns } from '#modules/leads/lead-columns.ts'
import { derivedColumns } from '#modules/leads/rules.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import type { Context } from '#platform/context.ts'
import { pgArray } from '#platform/pipeline.ts'
import { detailsOf, type Group, utmOf, visitedPagesOf } from './group-submissions.ts'

/** Adds what people sent to the leads that they are already, and scores those anew; one statement however many. */
export async function joinLeads(ctx: Context, groups: readonly (Group & { lead: Lead })[]): Promise<Lead[]> {
  if (groups.length === 0) return []
  const rows = groups.map((group) => {
    const { name: _name, notes: _notes, ...filled } = detailsOf(group)
    return {
      id: group.lead.id,
      ...filled,
      ...derivedColumns({ ...group.lead, ...filled }),
      utm: utmOf(group),
      visited_pages: visitedPagesOf(group),
      submission_count: group.lead.submission_count + group.sent.length,
    }
  })
  const columns = Object.keys(rows[0]!).filter((column) => column !== 'id')
  ctx.db.send(sql`
    update leads l set
      ${sql.join(columns.map((column) => sql`${sql.ref(column)} = r.${sql.ref(column)}`))},
      version = l.version + 1, updated_at = ${ctx.now.toString()}
    from jsonb_populate_recordset(null::leads, ${JSON.stringify(rows)}::jsonb) r
    where l.organization_id = ${ctx.organization_id} and l.id = r.id`)
  const isOther = groups.filter((group) => isOtherNow(group.lead, detailsOf(group)))
  compareLater(
    ctx,
    isOther.map(({ lead }) => lead.id),
  )
  const rules = await listActiveScoreRules(ctx)
  return ctx.db.all(sql<Lead>`
    update leads l set score = ${scoreOf(rules)}
    where l.organization_id = ${ctx.organization_id} and l.id = any(${pgArray(rows.map(({ id }) => id))}::uuid[])
    returning ${sql.join(leadColumns.map((column) => sql.ref(column)))}`)
}

const isOtherNow = (lead: Lead, filled: Pick<Lead, 'email' | 'phone' | 'company' | 'uen'>): boolean =>
  (['email', 'phone', 'company', 'uen'] as const).some((field) => lead[field] !== filled[field])
