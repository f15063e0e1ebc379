import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { billingRulesUpdated } from './events.ts'
import { getBillingRules } from './queries.ts'
import { updateStanding } from './update-standing.ts'
import type { BillingRules, BillingRulesChanges } from './billing-schemas.ts'

/** Says when changes take effect and how they are charged, from now on. */
export async function updateBillingRules(ctx: Context, changes: BillingRulesChanges): Promise<BillingRules> {
  const before = await getBillingRules(ctx)
  const rules = { ...before, ...changes }
  const { organization_id } = ctx
  const updated_at = ctx.now.toString()
  ctx.db.send(
    db
      .insertInto('billing_settings')
      .values({ organization_id, ...rules, updated_at })
      .onConflict((taken) => taken.column('organization_id').doUpdateSet({ ...changes, updated_at })),
  )
  recordEvent(ctx, billingRulesUpdated, { id: organization_id, ...rules }, changesBetween(before, rules))
  // Who was unpaid or paused by the rule of before may not be by this one, and is due again.
  const isStandingMoved = (['unpaid_after_days', 'paused_after_days'] as const).some(
    (rule) => rules[rule] !== before[rule],
  )
  if (isStandingMoved) await updateStanding(ctx)
  return rules
}
