import { recordUserEvent } from '#modules/auth/events.ts'
import { checkUen } from '#modules/organizations/rules.ts'
import { signedInUser, type UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { NewUenClaim } from './schemas.ts'

/** Asks the operator for a UEN that another organisation seems to have. Whether one does is not said. */
export async function claimUen(ctx: UserContext, { uen, message }: NewUenClaim): Promise<{ status: 'received' }> {
  const checked = checkUen(uen, ctx.now.toZonedDateTimeISO('Asia/Singapore').year)
  if ('refusal' in checked)
    throw invalid('operator.invalid_claim', 'Only a right UEN can be asked for.', [
      { pointer: '/uen', code: 'wrong_format', detail: checked.refusal },
    ])
  const user_id = signedInUser(ctx)
  const now = ctx.now.toString()
  const claim = { uen: checked.value, message, updated_at: now }
  ctx.db.send(
    db
      .insertInto('uen_claims')
      .values({ id: newId(), user_id, created_at: now, ...claim })
      .onConflict((known) => known.constraint('uen_claims_once').doUpdateSet(claim)),
  )
  recordUserEvent(ctx, 'user.uen_claimed', user_id, { uen: checked.value, message })
  return { status: 'received' }
}
