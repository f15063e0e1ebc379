import type { InvoicePage } from '#modules/invoices/schemas.ts'
import type { NewAllocation } from '#modules/payments/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { DateText } from '#web/ui/date.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'

type OpenInvoice = InvoicePage['data'][number]
export type Parts = Record<string, number | null>

/** Open invoices, each with how much of the money settles it. */
export function AllocationFields(props: { invoices: OpenInvoice[]; parts: Parts; onChange: (parts: Parts) => void }) {
  const { invoices, parts, onChange } = props
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {invoices.map(({ id, number, due_date, is_overdue, amount_due_cents }) => (
        <li key={id} className="grid grid-cols-[minmax(0,1fr)_9rem] items-center gap-3 px-3 py-2">
          <span className="min-w-0">
            <span className="block font-medium tabular-nums">{number}</span>
            <span className={`block text-xs ${is_overdue ? 'text-accent-ink' : 'text-ink-2'}`}>
              {formatMoney(amount_due_cents)} due <DateText value={due_date} />
            </span>
          </span>
          <MoneyField
            label={<span className="sr-only">Amount for {number}</span>}
            value={parts[id] ?? null}
            error={(parts[id] ?? 0) > amount_due_cents ? `At most ${formatMoney(amount_due_cents)}.` : undefined}
            onChange={(cents) => onChange({ ...parts, [id]: cents })}
          />
        </li>
      ))}
    </ul>
  )
}

/** The oldest invoices first, as far as the money goes. */
export function spread(cents: number, invoices: OpenInvoice[]): Parts {
  let left = cents
  return Object.fromEntries(
    invoices.map(({ id, amount_due_cents }) => {
      const part = Math.min(left, amount_due_cents)
      left -= part
      return [id, part || null]
    }),
  )
}

export const allocationsOf = (parts: Parts): NewAllocation[] =>
  Object.entries(parts).flatMap(([invoice_id, amount_cents]) => (amount_cents ? [{ invoice_id, amount_cents }] : []))

export const sumOf = (parts: Parts): number =>
  Object.values(parts).reduce<number>((sum, cents) => sum + (cents ?? 0), 0)
