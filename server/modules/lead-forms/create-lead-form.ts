import { randomBytes } from 'node:crypto'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { leadFormCreated } from './events.ts'
import { formColumns } from './queries.ts'
import { refuseWrongForm } from './refuse-wrong-form.ts'
import type { LeadForm, NewLeadForm } from './schemas.ts'

/** Open from the beginning: whoever makes a form wants to see what it does. */
export async function createLeadForm(ctx: Context, input: NewLeadForm): Promise<LeadForm> {
  await refuseWrongForm(ctx, input)
  const id = newId()
  const form_key = `frm_${randomBytes(15).toString('base64url')}`
  ctx.db.send({
    text: 'insert into lead_form_keys (form_key, organization_id, form_id) values ($1, $2, $3)',
    parameters: [form_key, ctx.organization_id, id],
  })
  const form = await ctx.db.one(
    db
      .insertInto('lead_forms')
      .values({
        heading: 'Contact us',
        button_label: 'Send',
        thanks: 'Thank you. We will get back to you soon.',
        source: 'Website',
        consents: [],
        tags: [],
        allowed_origins: [],
        notify_user_ids: [],
        ...input,
        organization_id: ctx.organization_id,
        id,
        form_key,
        created_at: ctx.now.toString(),
        updated_at: ctx.now.toString(),
      })
      .returning(formColumns),
  )
  recordEvent(ctx, leadFormCreated, form)
  return form
}
