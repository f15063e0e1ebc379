import { getOrganization } from '#modules/organizations/queries.ts'
import { getSubscription } from '#modules/subscriptions/queries.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { queueMail } from '#platform/mail.ts'
import { trialEndMail } from './emails.ts'
import { inside } from './start-trial.ts'
import type { EndingTrial } from './tenant-queries.ts'

/** How long before the first day that costs. */
export const reminderDays = 3

/** Writes to where invoices of the organisation come from; once for each day on which a trial was to end. */
export async function remindOfTrialEnd(ctx: Context, ending: EndingTrial, public_url: string): Promise<void> {
  const { tenant_id, subscription_id, trial_end_date } = ending
  const marked = await ctx.db.find(
    db
      .updateTable('tenant_customers')
      .set({ reminded_trial_end_date: trial_end_date })
      .where('organization_id', '=', ctx.organization_id)
      .where('tenant_id', '=', tenant_id)
      .where('reminded_trial_end_date', 'is distinct from', trial_end_date)
      .returning('tenant_id'),
  )
  if (!marked) return
  const subscription = await getSubscription(ctx, subscription_id)
  await inside(ctx, tenant_id, async (tenant) =>
    queueMail(tenant, trialEndMail(await getOrganization(tenant), subscription, trial_end_date, public_url)),
  )
}
