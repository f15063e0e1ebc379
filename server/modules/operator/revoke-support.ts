import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { supportRevoked } from './events.ts'
import { endVisits } from './end-impersonation.ts'
import type { SupportState } from './schemas.ts'
import { getSupportState, openAccess } from './support-queries.ts'

/** Shows the operator out: whoever stands in for somebody here is refused from their next request on. */
export async function revokeSupport(ctx: Context): Promise<SupportState> {
  const { organization_id } = ctx
  const access = await ctx.db.find(openAccess(ctx, organization_id))
  await ctx.db.all(
    db
      .updateTable('support_accesses')
      .set({ revoked_at: ctx.now.toString() })
      .where('organization_id', '=', organization_id)
      .where('revoked_at', 'is', null),
  )
  if (access) recordEvent(ctx, supportRevoked, access)
  await endVisits(ctx, (open) => open.where('organization_id', '=', organization_id))
  return getSupportState(ctx, organization_id)
}
