import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { portalSettingsUpdated } from './events.ts'
import { getPortalSettings, getSellerPortal } from './queries.ts'
import type { PortalSettingsChanges, SellerPortal } from './schemas.ts'

/** Says whether customers have a portal and what they find in it; it holds from their next click. */
export async function updatePortalSettings(
  ctx: Context,
  public_url: string,
  changes: PortalSettingsChanges,
): Promise<SellerPortal> {
  const before = await getPortalSettings(ctx)
  const settings = { ...before, ...changes }
  const { organization_id } = ctx
  const row = { ...settings, modules: JSON.stringify(settings.modules), updated_at: ctx.now.toString() }
  ctx.db.send(
    db
      .insertInto('portal_settings')
      .values({ organization_id, ...row })
      .onConflict((taken) => taken.column('organization_id').doUpdateSet(row)),
  )
  recordEvent(ctx, portalSettingsUpdated, { id: organization_id, ...settings }, changesBetween(before, settings))
  return getSellerPortal(ctx, public_url)
}
