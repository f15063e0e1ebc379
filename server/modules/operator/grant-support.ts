import { recordEvent } from '#modules/events/record-event.ts'
import { lockTeam } from '#modules/organizations/member-queries.ts'
import { type Context, signedInUser } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { supportGranted } from './events.ts'
import { revokeSupport } from './revoke-support.ts'
import type { NewSupportAccess, SupportState } from './schemas.ts'
import { getSupportState } from './support-queries.ts'

/** Lets the operator of the installation in, for hours. Takes the place of what was granted before. */
export async function grantSupport(ctx: Context, input: NewSupportAccess): Promise<SupportState> {
  await lockTeam(ctx)
  await revokeSupport(ctx)
  ctx.db.send(
    db.insertInto('support_accesses').values({
      id: newId(),
      organization_id: ctx.organization_id,
      granted_by: signedInUser(ctx),
      reason: input.reason,
      is_write_allowed: input.is_write_allowed ?? false,
      created_at: ctx.now.toString(),
      ends_at: ctx.now.add({ hours: input.hours }).toString(),
    }),
  )
  const state = await getSupportState(ctx, ctx.organization_id)
  recordEvent(ctx, supportGranted, state.access!)
  return state
}
