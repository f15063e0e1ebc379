import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { accountingSettingsUpdated } from './events.ts'
import { getAccountingSettings } from './queries.ts'
import type { AccountingSettings, AccountingSettingsChanges } from './schemas.ts'

/** Says how accounts and GST codes are called elsewhere, for every file from now on. */
export async function updateAccountingSettings(
  ctx: Context,
  changes: AccountingSettingsChanges,
): Promise<AccountingSettings> {
  const before = await getAccountingSettings(ctx)
  const settings = { ...before, ...changes }
  const { organization_id } = ctx
  const row = { codes: JSON.stringify(settings), updated_at: ctx.now.toString() }
  ctx.db.send(
    db
      .insertInto('accounting_settings')
      .values({ organization_id, ...row })
      .onConflict((taken) => taken.column('organization_id').doUpdateSet(row)),
  )
  recordEvent(ctx, accountingSettingsUpdated, { id: organization_id, ...settings }, changesBetween(before, settings))
  return settings
}
