import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  AccountingExportList,
  AccountingSettings,
  AccountingSettingsChanges,
  AccountingSystem,
  ExportContent,
  ExportPreview,
  ExportSelection,
} from '#modules/accounting/schemas.ts'
import { fileUrl, get, patch } from '#web/api/client.ts'

export const systemNames: Record<AccountingSystem, string> = { xero: 'Xero', quickbooks: 'QuickBooks Online' }
export const contentNames: Record<ExportContent, string> = {
  invoices: 'Invoices and debit notes',
  credit_notes: 'Credit notes',
  payments: 'Payments and refunds',
  write_offs: 'Write-offs',
  contacts: 'Contacts',
}

export const previewQuery = (selection: ExportSelection) =>
  queryOptions({
    queryKey: ['accounting', 'file', selection],
    queryFn: ({ signal }) => get<ExportPreview>('/accounting-exports/preview', { query: selection, signal }),
    placeholderData: keepPreviousData,
    // Invoices and payments come in meanwhile, and no event of theirs names this.
    staleTime: 0,
  })

export const exportsQuery = queryOptions({
  queryKey: ['accounting', 'exports'],
  queryFn: ({ signal }) => get<AccountingExportList>('/accounting-exports', { signal }),
})

export const settingsQuery = queryOptions({
  queryKey: ['accounting-settings'],
  queryFn: ({ signal }) => get<AccountingSettings>('/accounting-settings', { signal }),
})

export const exportUrl = (selection: ExportSelection) => fileUrl('/accounting-exports/file', selection)

/** One that was taken, once more. */
export const againUrl = (id: string) => fileUrl(`/accounting-exports/${id}/file`)

export const changeSettings = (changes: AccountingSettingsChanges) =>
  patch<AccountingSettings>('/accounting-settings', changes)
