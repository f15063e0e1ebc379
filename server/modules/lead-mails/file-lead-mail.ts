import { recordEvent } from '#modules/events/record-event.ts'
import { getLead } from '#modules/leads/queries.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { leadMailFiled, noteOf } from './events.ts'
import { logMail } from './log-mail.ts'
import { getLeadMail, lockLeadMail } from './queries.ts'
import type { LeadMail, MailFiling } from './schemas.ts'

/** Puts a held mail into the timeline of the lead that somebody chose; of one that was merged, of the one that stayed. */
export async function fileLeadMail(ctx: Context, id: string, { lead_id }: MailFiling): Promise<LeadMail> {
  await lockHeld(ctx, id)
  const chosen = await getLead(ctx, lead_id)
  const lead = chosen.merged_into_id ? await getLead(ctx, chosen.merged_into_id) : chosen
  if (lead.archived_at) throw conflict('lead_mails.lead_archived', `${lead.name} is archived. Restore the lead first.`)
  return fileAt(ctx, id, lead.id)
}

export async function lockHeld(ctx: Context, id: string): Promise<LeadMail> {
  const mail = await lockLeadMail(ctx, id)
  if (mail.status !== 'held')
    throw conflict('lead_mails.not_held', 'This mail does not wait any more: somebody filed or discarded it.')
  return mail
}

/** Of a mail that is held and locked. */
export async function fileAt(ctx: Context, id: string, lead_id: string): Promise<LeadMail> {
  ctx.db.send({
    text: `update lead_mails set status = 'filed', lead_ids = $3, settled_at = $4, updated_at = $4
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, JSON.stringify([lead_id]), ctx.now.toString()],
  })
  const mail = await getLeadMail(ctx, id)
  await logMail(ctx, mail)
  recordEvent(ctx, leadMailFiled, noteOf(mail))
  return mail
}
