import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { agreementReopened } from './events.ts'
import { getAgreement } from './queries.ts'
import { holdAgreement } from './recount.ts'
import type { Agreement } from './schemas.ts'

/** The rest of what was ended may be billed again. */
export async function reopenAgreement(ctx: Context, id: string): Promise<Agreement> {
  const { status } = await holdAgreement(ctx, id)
  if (status !== 'ended') throw conflict('agreements.not_ended', 'This agreement was not ended.')
  ctx.db.send(
    db
      .updateTable('agreements')
      .set({ ended_at: null, end_reason: null, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id),
  )
  const agreement = await getAgreement(ctx, id)
  recordEvent(ctx, agreementReopened, agreement)
  return agreement
}
