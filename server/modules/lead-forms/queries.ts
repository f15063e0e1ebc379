import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { LeadForm, LeadFormPage, LeadFormQuery } from './schemas.ts'

export const formColumns = [
  'id',
  'form_key',
  'name',
  'heading',
  'intro',
  'button_label',
  'thanks',
  'redirect_url',
  'fields',
  'consents',
  'source',
  'tags',
  'owner_user_id',
  'allowed_origins',
  'notify_user_ids',
  'is_open',
  'submission_count',
  'lead_count',
  'spam_count',
  'last_submission_at',
  'archived_at',
  'version',
  'created_at',
  'updated_at',
] as const

const forms = (ctx: Context) =>
  db.selectFrom('lead_forms').select(formColumns).where('organization_id', '=', ctx.organization_id)

export async function getLeadForm(ctx: Context, id: string): Promise<LeadForm> {
  return ctx.db.one(forms(ctx).where('id', '=', id), () => notFound('form'))
}

/** Nobody else changes it until the transaction ends. */
export async function lockLeadForm(ctx: Context, id: string): Promise<LeadForm> {
  return ctx.db.one(forms(ctx).where('id', '=', id).forNoKeyUpdate(), () => notFound('form'))
}

/** Newest first. */
export async function listLeadForms(
  ctx: Context,
  cursors: Cursors,
  { limit = 25, cursor, archived = 'no' }: LeadFormQuery,
): Promise<LeadFormPage> {
  const list = `lead forms ${archived}`
  const place = cursors.decode(list, cursor)
  let select = forms(ctx)
    .where('archived_at', archived === 'yes' ? 'is not' : 'is', null)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (place) select = select.where('id', '<', place.id)
  return pageOf(cursors, list, await ctx.db.all(select), limit, ({ id }) => id)
}
