import type { CreditedLine } from '#modules/credit-notes/schemas.ts'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { readQuantity } from '#web/invoices/read-quantity.ts'
import { TextField } from '#web/ui/field.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'

export type TypedLines = Record<number, { quantity?: string; amount_cents?: number | null }>

/** Each line of the invoice with how many, or how much, is credited: one empties the other. */
export function CreditLines(props: { invoice: Invoice; typed: TypedLines; onChange: (typed: TypedLines) => void }) {
  const { invoice, typed, onChange } = props
  return (
    <ul className="divide-y divide-line rounded-lg border border-line">
      {invoice.lines.map(({ position, description, quantity, unit, amount_cents }) => (
        <li
          key={position}
          className="grid gap-x-3 gap-y-2 px-3 py-2 md:grid-cols-[minmax(0,1fr)_6rem_8rem] md:items-center"
        >
          <span className="min-w-0">
            <span className="block truncate">{description.split('\n')[0]}</span>
            <span className="block text-xs text-ink-2 tabular-nums">
              {quantity} {unit} · {formatMoney(amount_cents)}
            </span>
          </span>
          <div className="grid grid-cols-2 gap-3 md:contents">
            <TextField
              label={<span className="md:sr-only">Quantity</span>}
              aria-label={`Quantity of line ${position}`}
              placeholder="Quantity"
              inputMode="decimal"
              autoComplete="off"
              className="text-right tabular-nums"
              value={typed[position]?.quantity ?? ''}
              onChange={(event) => onChange({ ...typed, [position]: { quantity: event.target.value } })}
            />
            <MoneyField
              label={<span className="md:sr-only">Amount</span>}
              aria-label={`Amount of line ${position}, without GST`}
              placeholder="Excl. GST"
              value={typed[position]?.amount_cents ?? null}
              onChange={(cents) => onChange({ ...typed, [position]: { amount_cents: cents } })}
            />
          </div>
        </li>
      ))}
    </ul>
  )
}

/** The first line with something typed that is no quantity or no amount. */
export function unreadableLine(typed: TypedLines): string | undefined {
  return Object.entries(typed).find(
    ([, { quantity, amount_cents }]) =>
      (quantity?.trim() && readQuantity(quantity) === undefined) || Number.isNaN(amount_cents),
  )?.[0]
}

/** Undefined while no line is credited. */
export function toLines(typed: TypedLines): { lines: CreditedLine[] } | undefined {
  const lines = Object.entries(typed).flatMap(([position, { quantity, amount_cents }]): CreditedLine[] => {
    const read = quantity?.trim() ? readQuantity(quantity) : undefined
    if (read && /[1-9]/.test(read)) return [{ position: Number(position), quantity: read }]
    return amount_cents ? [{ position: Number(position), amount_cents }] : []
  })
  return lines.length > 0 ? { lines } : undefined
}
