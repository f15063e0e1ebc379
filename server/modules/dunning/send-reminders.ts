import type { Context } from '#platform/context.ts'
import type { PortalUrl } from './emails.ts'
import { debtorsQuery, stepDue } from './overdue.ts'
import { getDunningSettings } from './queries.ts'
import { writeNotice } from './write-notice.ts'

/** How many customers one transaction looks at. */
const batchSize = 100

export const firstCustomer = '00000000-0000-0000-0000-000000000000'

/**
 * Reminds the next hundred customers who have something overdue; answers where to go on, or nothing at the end. It may
 * crash, run again and run beside itself: whoever was written to is not due any more.
 */
export async function sendReminders(
  ctx: Context,
  portalUrl: PortalUrl,
  after = firstCustomer,
): Promise<string | undefined> {
  const { is_enabled, steps } = await getDunningSettings(ctx)
  if (!is_enabled) return undefined
  const debtors = await ctx.db.all(debtorsQuery(ctx, steps, { after, limit: batchSize }))
  for (const debtor of debtors) {
    const due = debtor.is_paused ? undefined : stepDue(debtor, steps)
    if (due) await writeNotice(ctx, debtor, due, false, portalUrl)
  }
  return debtors.length === batchSize ? debtors.at(-1)!.customer_id : undefined
}
