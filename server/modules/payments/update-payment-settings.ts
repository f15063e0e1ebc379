import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { paymentSettingsUpdated } from './events.ts'
import { getPaymentSettings } from './queries.ts'
import type { PaymentSettings, PaymentSettingsChanges } from './schemas.ts'

/** Says what happens to money by itself, from now on. */
export async function updatePaymentSettings(ctx: Context, changes: PaymentSettingsChanges): Promise<PaymentSettings> {
  const before = await getPaymentSettings(ctx)
  const settings = { ...before, ...changes }
  const { organization_id } = ctx
  const updated_at = ctx.now.toString()
  ctx.db.send(
    db
      .insertInto('payment_settings')
      .values({ organization_id, ...settings, updated_at })
      .onConflict((taken) => taken.column('organization_id').doUpdateSet({ ...changes, updated_at })),
  )
  recordEvent(ctx, paymentSettingsUpdated, { id: organization_id, ...settings }, changesBetween(before, settings))
  return settings
}
