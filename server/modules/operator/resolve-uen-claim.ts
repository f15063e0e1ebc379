import { recordEvent } from '#modules/events/record-event.ts'
import { releaseUen } from '#modules/organizations/release-uen.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { queueMail } from '#platform/mail.ts'
import { getUenClaim } from './claim-queries.ts'
import { uenClaimMail } from './emails.ts'
import { uenClaimResolved } from './events.ts'
import type { UenClaim, UenDecision } from './schemas.ts'

/** Decides who may use a UEN, and tells the one who asked. Upheld, it is free; nobody is given it. */
export async function resolveUenClaim(
  ctx: Context,
  id: string,
  { is_upheld, note }: UenDecision,
  public_url: string,
): Promise<UenClaim> {
  // Of two operators at once the second sees what the first decided.
  await ctx.db.all(db.selectFrom('uen_claims').select('id').where('id', '=', id).forNoKeyUpdate())
  const claim = await getUenClaim(ctx, id)
  if (claim.resolved_at) throw conflict('operator.claim_resolved', 'This claim has been decided already.')
  if (is_upheld && claim.organization_id) await releaseUen(ctx, claim.organization_id)
  await ctx.db.all(
    db.updateTable('uen_claims').set({ is_upheld, resolved_at: ctx.now.toString() }).where('id', '=', id),
  )
  const resolved = await getUenClaim(ctx, id)
  queueMail(ctx, uenClaimMail(resolved, note, public_url))
  recordEvent(ctx, uenClaimResolved, resolved)
  return resolved
}
