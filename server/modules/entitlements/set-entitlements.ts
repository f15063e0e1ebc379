import { recordEvent } from '#modules/events/record-event.ts'
import { setSeatLimit } from '#modules/organizations/set-seat-limit.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { entitlementsSet } from './events.ts'
import type { Entitlements } from './schemas.ts'

/** Says what the organisation may use from now on. What it has beyond that stays; it gets no more of it. */
export function setEntitlements(ctx: Context, entitlements: Omit<Entitlements, 'id'>): void {
  const { organization_id } = ctx
  const row = { ...entitlements, updated_at: ctx.now.toString() }
  ctx.db.send(
    db
      .insertInto('entitlements')
      .values({ organization_id, ...row })
      .onConflict((known) => known.column('organization_id').doUpdateSet(row)),
  )
  setSeatLimit(ctx, entitlements.limits.seats)
  recordEvent(ctx, entitlementsSet, { id: organization_id, ...entitlements })
}
