import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { agreementEnded } from './events.ts'
import { getAgreement } from './queries.ts'
import { holdAgreement } from './recount.ts'
import type { Agreement, AgreementEnd } from './schemas.ts'

/** The rest is not billed any more. What was billed stays owed; a credit note takes it back. */
export async function endAgreement(ctx: Context, id: string, { reason }: AgreementEnd): Promise<Agreement> {
  const { status } = await holdAgreement(ctx, id)
  if (status === 'ended') throw conflict('agreements.ended', 'The rest of this agreement is not billed any more.')
  ctx.db.send(
    db
      .updateTable('agreements')
      .set({ ended_at: ctx.now.toString(), end_reason: reason, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id),
  )
  const agreement = await getAgreement(ctx, id)
  recordEvent(ctx, agreementEnded, agreement)
  return agreement
}
