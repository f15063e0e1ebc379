import { sql } from 'kysely'
import { recordEvent } from '#modules/events/record-event.ts'
import { setSeatLimit } from '#modules/organizations/set-seat-limit.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { entitlementsSet } from './events.ts'
import type { Entitlements } from './schemas.ts'

const isNews = sql<boolean>`(entitlements.plan_code, entitlements.plan_name, entitlements.features, entitlements.limits,
    entitlements.subscription_status, entitlements.pause_reason, entitlements.trial_end_date)
  is distinct from (excluded.plan_code, excluded.plan_name, excluded.features, excluded.limits,
    excluded.subscription_status, excluded.pause_reason, excluded.trial_end_date)`

/**
 * Says what the organisation may use from now on. What it has beyond that stays; it gets no more of it. Nothing happens
 * where that is what it knows already.
 */
export async function setEntitlements(ctx: Context, entitlements: Omit<Entitlements, 'id'>): Promise<void> {
  const { organization_id } = ctx
  const row = { ...entitlements, updated_at: ctx.now.toString() }
  const changed = await ctx.db.find(
    db
      .insertInto('entitlements')
      .values({ organization_id, ...row })
      .onConflict((known) => known.column('organization_id').doUpdateSet(row).where(isNews))
      .returning('organization_id'),
  )
  if (!changed) return
  setSeatLimit(ctx, entitlements.limits.seats)
  recordEvent(ctx, entitlementsSet, { id: organization_id, ...entitlements })
}
