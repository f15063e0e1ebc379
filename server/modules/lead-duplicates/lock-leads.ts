import { sql } from 'kysely'
import { leadColumns } from '#modules/leads/lead-columns.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'

/** Nobody else changes them until the transaction ends; always in one order, so that two that want both take turns. */
export async function lockLeads(ctx: Context, ids: readonly string[]): Promise<Map<string, Lead>> {
  const leads = await ctx.db.all(sql<Lead>`
    select ${sql.join(leadColumns.map((column) => sql.ref(column)))} from leads
    where organization_id = ${ctx.organization_id} and id = any(${`{${ids.join()}}`}::uuid[]) order by id for update`)
  if (leads.length < new Set(ids).size) throw notFound('lead')
  return new Map(leads.map((lead) => [lead.id, lead]))
}
