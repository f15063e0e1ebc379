import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { pgArray } from '#platform/pipeline.ts'
import { leadColumns } from '#modules/leads/lead-columns.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { type CountedBefore, countBefore } from './count-before.ts'
import type { Judged } from './judge-submission.ts'
import { formColumns } from './queries.ts'
import type { LeadForm } from './schemas.ts'

export type Waiting = Judged & { id: string; form_id: string; address_key: string; is_released: boolean }

/**
 * All forms, so that one organisation's submissions are gone through by one process at a time. Others may refer to them
 * meanwhile: visitors go on sending.
 */
export async function lockForms(ctx: Context): Promise<Map<string, LeadForm>> {
  const forms = await ctx.db.all(sql<LeadForm>`
    select ${sql.join(formColumns.map((column) => sql.ref(column)))} from lead_forms
    where organization_id = ${ctx.organization_id} order by id for no key update`)
  return new Map(forms.map((form) => [form.id, form]))
}

/** Those that came first, all through the same form; or one of them, whatever its turn. */
export async function listWaiting(ctx: Context, most: number, id?: string): Promise<Waiting[]> {
  const which = id
    ? sql`id = ${id}`
    : sql`form_id = (select form_id from lead_submissions where organization_id = ${ctx.organization_id}
          and status = 'received' order by received_at, id limit 1)`
  const waiting = await ctx.db.all(sql<Omit<Waiting, keyof CountedBefore>>`
    select id, form_id, payload, is_filled_trap, shown_at, address_key, received_at, is_released
    from lead_submissions where organization_id = ${ctx.organization_id} and status = 'received' and ${which}
    order by received_at, id limit ${sql.lit(most)}`)
  const counts = await countBefore(ctx, waiting)
  return waiting.map((each, i) => ({ ...each, ...counts[i]! }))
}

/** Open leads that these people may be, newest last, so that the newest wins. */
export async function lockLeadsOf(ctx: Context, emails: string[], phones: string[]): Promise<Lead[]> {
  return ctx.db.all(sql<Lead>`
    select ${sql.join(leadColumns.map((column) => sql.ref(column)))} from leads
    where organization_id = ${ctx.organization_id} and archived_at is null and status in ('new', 'contacted', 'qualified')
      and (email_normalized = any(${pgArray(emails)}::text[]) or phone = any(${pgArray(phones)}::text[]))
    order by id for update`)
}
