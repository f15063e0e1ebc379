import { defineEvent } from '#modules/events/define-event.ts'
import type { AccountingExport, AccountingSettings } from './schemas.ts'

export const accountingExported = defineEvent<AccountingExport>('accounting.exported')
export const accountingSettingsUpdated = defineEvent<AccountingSettings & { id: string }>('accounting_settings.updated')
