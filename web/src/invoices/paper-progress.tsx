import type { Invoice } from '#modules/invoices/schemas.ts'
import { formatAmount } from '#web/api/format.ts'

type Props = { progress: NonNullable<Invoice['progress']>; subtotal_cents: number }

/** How far an agreed total is billed, as it stood at issue. */
export function PaperProgress({ progress, subtotal_cents }: Props) {
  const { title, agreed_cents, billed_before_cents, billed_before_numbers, remaining_cents } = progress
  const figures = [
    ['Agreed', agreed_cents],
    ['Billed before', billed_before_cents],
    ['This invoice', subtotal_cents],
    ['Remains', remaining_cents],
  ] as const
  return (
    <section aria-label="Billed in parts" className="grid gap-2 border-t border-paper-line pt-3">
      <p className="font-semibold wrap-anywhere">{title}</p>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 tabular-nums @md:grid-cols-4">
        {figures.map(([term, cents]) => (
          <div key={term}>
            <dt className="text-paper-ink-2">{term}</dt>
            <dd className="font-medium">{formatAmount(cents)}</dd>
          </div>
        ))}
      </dl>
      {billed_before_numbers.length > 0 && (
        <p className="text-paper-ink-2 wrap-anywhere">Billed before: {billed_before_numbers.join(', ')}.</p>
      )}
    </section>
  )
}
