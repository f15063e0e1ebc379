import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { LeadField, LeadSettings, LeadStage } from './stage-schemas.ts'

export const stageColumns = [
  'id',
  'name',
  'status',
  'probability_percent',
  'position',
  'archived_at',
  'version',
  'created_at',
  'updated_at',
] as const

export const fieldColumns = [
  'id',
  'key',
  'label',
  'kind',
  'choices',
  'position',
  'archived_at',
  'version',
  'created_at',
  'updated_at',
] as const

const stages = (ctx: Context) =>
  db.selectFrom('lead_stages').select(stageColumns).where('organization_id', '=', ctx.organization_id)
const fields = (ctx: Context) =>
  db.selectFrom('lead_fields').select(fieldColumns).where('organization_id', '=', ctx.organization_id)

export async function listLeadStages(ctx: Context): Promise<{ data: LeadStage[] }> {
  return { data: await ctx.db.all(stages(ctx).where('archived_at', 'is', null).orderBy('position').orderBy('id')) }
}

export async function getLeadStage(ctx: Context, id: string): Promise<LeadStage> {
  return ctx.db.one(stages(ctx).where('id', '=', id), () => notFound('stage'))
}

export async function listLeadFields(ctx: Context): Promise<{ data: LeadField[] }> {
  return { data: await ctx.db.all(fields(ctx).where('archived_at', 'is', null).orderBy('position').orderBy('id')) }
}

export async function getLeadField(ctx: Context, id: string): Promise<LeadField> {
  return ctx.db.one(fields(ctx).where('id', '=', id), () => notFound('field'))
}

/** Those in force, whether or not somebody chose them. */
export async function getLeadSettings(ctx: Context): Promise<LeadSettings> {
  const row = await ctx.db.find(
    db.selectFrom('lead_settings').select('reply_within_minutes').where('organization_id', '=', ctx.organization_id),
  )
  return { id: ctx.organization_id, reply_within_minutes: 60, ...row }
}
