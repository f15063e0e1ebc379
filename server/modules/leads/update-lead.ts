import { sql } from 'kysely'
import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import { listActiveScoreRules } from '#modules/lead-rules/queries.ts'
import { refuseStrangers } from '#modules/lead-rules/refuse-strangers.ts'
import { scoreOf } from '#modules/lead-rules/score.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { staleVersion } from '#platform/errors.ts'
import { prepareDetails } from './check-lead.ts'
import { compareLater } from './compare-later.ts'
import { leadAssigned, leadUpdated } from './events.ts'
import { withoutEmpty } from './insert-leads.ts'
import { leadColumns } from './lead-columns.ts'
import { getLead } from './queries.ts'
import { derivedColumns } from './rules.ts'
import type { Lead, LeadChanges, SavedLead } from './schemas.ts'

/** Changes details and scores anew. Fields of one's own that are not named stay as they are. */
export async function updateLead(ctx: Context, id: string, version: number, changes: LeadChanges): Promise<SavedLead> {
  const before = await getLead(ctx, id)
  const { details, warnings } = await prepareDetails(ctx, changes)
  if (details.owner_user_id) await refuseStrangers(ctx, [details.owner_user_id], '/owner_user_id')
  const { custom_fields, ...plain } = details
  const wanted = { ...before, ...plain }
  const derived = derivedColumns(wanted)
  const updated = await ctx.db.find(
    db
      .updateTable('leads')
      .set({
        ...plain,
        ...derived,
        ...(custom_fields && {
          custom_fields: withoutEmpty({ ...before.custom_fields, ...custom_fields }),
        }),
        version: version + 1,
        updated_at: ctx.now.toString(),
      })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning('id'),
  )
  if (!updated) throw staleVersion('lead')
  if (isOtherPerson(before, wanted)) compareLater(ctx, [id])
  const lead = await scoreAnew(ctx, id)
  const moved = changesBetween(before, lead)
  recordEvent(ctx, leadUpdated, lead, moved)
  if (moved.owner_user_id && lead.owner_user_id) recordEvent(ctx, leadAssigned, lead)
  return { ...lead, warnings }
}

const isOtherPerson = (before: Lead, after: Pick<Lead, 'name' | 'email' | 'phone' | 'company' | 'uen'>): boolean =>
  (['name', 'email', 'phone', 'company', 'uen'] as const).some((field) => before[field] !== after[field])

/** Writes what the rules add up to for one lead, and reads it. */
export async function scoreAnew(ctx: Context, id: string): Promise<Lead> {
  const rules = await listActiveScoreRules(ctx)
  return ctx.db.one(sql<Lead>`
    update leads l set score = ${scoreOf(rules)}
    where l.organization_id = ${ctx.organization_id} and l.id = ${id}
    returning ${sql.join(leadColumns.map((column) => sql.ref(column)))}`)
}
