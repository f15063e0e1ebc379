import { recordEvent } from '#modules/events/record-event.ts'
import { findWithdrawal } from '#modules/lead-consents/queries.ts'
import { lockLead } from '#modules/leads/queries.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { maskNrics } from '#modules/organizations/mask-nrics.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid, type ProblemField } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { leadActivityLogged } from './events.ts'
import { activityColumns } from './queries.ts'
import { checkDnc } from './rules.ts'
import type { LeadActivity, NewActivity } from './schemas.ts'

/** Writes down what was said or done. To get back to a lead for the first time stops its reply-time clock. */
export async function logActivity(ctx: Context, lead_id: string, input: NewActivity): Promise<LeadActivity> {
  const lead = await lockLead(ctx, lead_id)
  const direction = input.kind === 'note' ? null : (input.direction ?? 'out')
  const happened_at = input.happened_at ?? ctx.now.toString()
  await refuseMistakes(ctx, { ...input, direction, happened_at }, lead)
  const activity = await ctx.db.one(
    db
      .insertInto('lead_activities')
      .values({
        organization_id: ctx.organization_id,
        id: newId(),
        lead_id,
        kind: input.kind,
        body: maskNrics(input.body).text,
        direction,
        happened_at,
        duration_minutes: input.duration_minutes ?? null,
        dnc_basis: input.dnc_basis ?? null,
        dnc_checked_on: input.dnc_checked_on ?? null,
        actor_id: ctx.actor.id,
        actor_name: ctx.actor.name,
        created_at: ctx.now.toString(),
        updated_at: ctx.now.toString(),
      })
      .returning(activityColumns),
  )
  if (direction === 'out') stopReplyClock(ctx, lead, happened_at)
  recordEvent(ctx, leadActivityLogged, activity)
  return activity
}

type Said = Omit<NewActivity, 'direction'> & { direction: 'in' | 'out' | null; happened_at: string }

async function refuseMistakes(ctx: Context, said: Said, lead: Lead): Promise<void> {
  const { timezone } = await getOrganization(ctx)
  const happened = Temporal.Instant.from(said.happened_at)
  const fields = checkDnc(said, lead.phone, dayIn(timezone, happened))
  if (Temporal.Instant.compare(happened, ctx.now.add({ minutes: 5 })) > 0)
    fields.push({ pointer: '/happened_at', code: 'too_late', detail: 'This has not happened yet: make it a task.' })
  if (!fields.length) fields.push(...(await refuseUnwanted(ctx, said, lead)))
  if (fields.length) throw invalid('lead_activities.invalid', fields[0]!.detail, fields)
}

/** Who took back their consent is not called to sell anything, whatever the registry says (PDPA 2012, section 16). */
async function refuseUnwanted(ctx: Context, { kind, direction, dnc_basis }: Said, lead: Lead): Promise<ProblemField[]> {
  if (kind !== 'call' || direction !== 'out' || !dnc_basis || dnc_basis === 'not_marketing') return []
  const withdrawn_at = await findWithdrawal(ctx, lead.id, 'phone')
  if (!withdrawn_at) return []
  const detail = `${lead.name} took back their consent to calls. Say that it was not marketing, or record a new consent.`
  return [{ pointer: '/dnc_basis', code: 'not_allowed', detail }]
}

function stopReplyClock(ctx: Context, lead: Lead, happened_at: string): void {
  if (lead.first_replied_at && Temporal.Instant.compare(lead.first_replied_at, happened_at) <= 0) return
  ctx.db.send(
    db
      .updateTable('leads')
      .set({ first_replied_at: happened_at })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', lead.id),
  )
}
