import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { leadMailRestored, noteOf } from './events.ts'
import { getLeadMail, lockLeadMail } from './queries.ts'
import type { LeadMail } from './schemas.ts'

/** A mail that was discarded waits again. */
export async function restoreLeadMail(ctx: Context, id: string): Promise<LeadMail> {
  const before = await lockLeadMail(ctx, id)
  if (before.status === 'held') return before
  if (before.status !== 'discarded')
    throw conflict('lead_mails.not_discarded', 'Only a mail that was discarded is brought back.')
  ctx.db.send({
    text: `update lead_mails set status = 'held', settled_at = null, updated_at = $3 where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
  const mail = await getLeadMail(ctx, id)
  recordEvent(ctx, leadMailRestored, noteOf(mail))
  return mail
}
