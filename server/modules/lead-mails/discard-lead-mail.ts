import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { leadMailDiscarded, noteOf } from './events.ts'
import { lockHeld } from './file-lead-mail.ts'
import { getLeadMail, lockLeadMail } from './queries.ts'
import type { LeadMail } from './schemas.ts'

/** Sets a held mail aside; it can be brought back for a month. */
export async function discardLeadMail(ctx: Context, id: string): Promise<LeadMail> {
  if ((await lockLeadMail(ctx, id)).status === 'discarded') return getLeadMail(ctx, id)
  await lockHeld(ctx, id)
  ctx.db.send({
    text: `update lead_mails set status = 'discarded', settled_at = $3, updated_at = $3 where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
  const mail = await getLeadMail(ctx, id)
  recordEvent(ctx, leadMailDiscarded, noteOf(mail))
  return mail
}
