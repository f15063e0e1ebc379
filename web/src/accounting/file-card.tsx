import { useQueryClient } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import type { AccountingSystem, ExportContent, ExportPreview, ExportSelection } from '#modules/accounting/schemas.ts'
import { exportUrl, systemNames } from '#web/accounting/queries.ts'
import { formatCount, formatDate, formatDateTime, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { Skeleton } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

const nouns: Record<ExportContent, [string, string]> = {
  invoices: ['invoice', 'invoices'],
  credit_notes: ['credit note', 'credit notes'],
  payments: ['movement of money', 'movements of money'],
  write_offs: ['write-off or reinstatement', 'write-offs and reinstatements'],
  contacts: ['contact', 'contacts'],
}

/** Where it goes there, for who has not done it before. */
const ways: Record<AccountingSystem, Record<ExportContent, string>> = {
  xero: {
    invoices: 'In Xero: Sales, Invoices, Import. Amounts are tax exclusive.',
    credit_notes: 'In Xero: Sales, Invoices, Import. Amounts below zero become credit notes. They are tax exclusive.',
    payments: 'In Xero: the bank account, Manage account, Import a statement. Then match each line to its invoice.',
    write_offs:
      'In Xero: Sales, Invoices, Import; each becomes a credit note to set against its invoice. Add the account of bad debts first.',
    contacts: 'In Xero: Contacts, Import. Those who are there already are told by their name.',
  },
  quickbooks: {
    invoices: 'In QuickBooks: Settings, Import data, Invoices. Amounts are exclusive of tax, days are DD/MM/YYYY.',
    credit_notes: 'In QuickBooks: Settings, Import data, Credit notes. Amounts are exclusive of tax.',
    payments:
      'In QuickBooks: Settings, Import data, Journal entries, with account numbers off. Then receive payment to set them against invoices.',
    write_offs:
      'In QuickBooks: Settings, Import data, Journal entries, with account numbers off. Then receive a payment of 0.00 that sets each against its invoice.',
    contacts: 'In QuickBooks: Settings, Import data, Customers.',
  },
}

type Props = { selection: ExportSelection; preview: ExportPreview | undefined; isStale: boolean }

/** What the file holds, what of it went before, and the file. */
export function FileCard({ selection, preview, isStale }: Props) {
  const queryClient = useQueryClient()
  const canExport = useCan('accounting.export')
  if (!preview) return <Skeleton className="h-36 w-full" />
  const { system = 'xero', content = 'invoices' } = selection
  const { count, last_export: last } = preview
  const until = formatDate(preview.to_date)
  const days = preview.from_date ? `${formatDate(preview.from_date)} to ${until}` : `until ${until}`

  function taken() {
    toast({ title: 'The file is on its way' })
    // It is written down when the file begins, which the browser does beside this page.
    setTimeout(() => void queryClient.invalidateQueries({ queryKey: ['accounting'] }), 1_500)
  }

  return (
    <section
      aria-label="The file"
      className={`grid gap-3 rounded-lg border border-line bg-surface px-4 py-4 shadow-card transition-opacity ${isStale ? 'opacity-60' : ''}`}
    >
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <p className="text-lg font-semibold tracking-tight tabular-nums">
            {formatCount(count)} {nouns[content][count === 1 ? 0 : 1]}
            {content !== 'contacts' && <span className="font-normal"> · {formatMoney(preview.amount_cents)}</span>}
          </p>
          <p className="text-sm text-ink-2">{selection.is_new ? `that no earlier file held, ${days}` : days}</p>
        </div>
        {canExport && count > 0 && (
          <a href={exportUrl(selection)} download className={buttonClass('primary')} onClick={taken}>
            <Download aria-hidden />
            Download CSV
          </a>
        )}
      </div>
      <ul className="grid gap-1 text-sm text-ink-2">
        {preview.exported_before_count > 0 && (
          <li className="font-medium text-warn">
            {repeatedWords(count, preview.exported_before_count)} in an earlier file. Taken in again it would be there
            twice.
          </li>
        )}
        {count > preview.file_limit && (
          <li className="font-medium text-warn">
            {systemNames[system]} takes at most {formatCount(preview.file_limit)} at once. Choose fewer days.
          </li>
        )}
        {preview.void_count > 0 && (
          <li>
            {formatCount(preview.void_count)} void {preview.void_count === 1 ? 'invoice is' : 'invoices are'} left out.
          </li>
        )}
        {count === 0 && (
          <li>{selection.is_new ? 'Nothing is new since the last file.' : 'Nothing happened in these days.'}</li>
        )}
        <li>
          {last
            ? `Last exported on ${formatDateTime(last.created_at)} by ${last.exported_by}, until ${formatDate(last.to_date)}.`
            : 'Nothing of this kind was exported yet.'}
        </li>
        <li>{ways[system][content]}</li>
      </ul>
    </section>
  )
}

function repeatedWords(count: number, before: number): string {
  if (count === 1) return 'It was'
  if (before === count) return 'All of them were'
  return `${formatCount(before)} of them ${before === 1 ? 'was' : 'were'}`
}
