import { sendPortalLink } from '#modules/portal/send-portal-link.ts'
import { updatePortalSettings } from '#modules/portal/update-portal-settings.ts'
import type { Context } from '#platform/context.ts'

/** The portal is open, and Nanyang Robotics, who subscribe and owe something, have just been sent a link. */
export async function demoPortal(ctx: Context, public_url: string, customer_ids: string[]): Promise<void> {
  await updatePortalSettings(ctx, public_url, { is_enabled: true, allows_plan_change: true })
  await sendPortalLink(ctx, public_url, customer_ids[1]!)
}
