import { Link } from '@tanstack/react-router'
import { formatMoney } from '#web/api/format.ts'
import type { BankReason, BankSuggestion } from '#web/bank/queries.ts'
import { ReasonChips } from '#web/bank/reason-chips.tsx'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Kbd } from '#web/ui/kbd.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'

type Props = {
  suggestion: BankSuggestion
  /** Said of the money already, and not again of each suggestion. */
  doubts: BankReason[]
  amount: number
  place: number
  onAccept: (() => void) | undefined
}

/** One way to explain the money: whose it is, what it settles, why, and how much speaks for it. */
export function SuggestionCard({ suggestion, doubts, amount, place, onAccept }: Props) {
  const { customer_id, customer_name, allocations, fee_cents, score, reasons } = suggestion
  const left = amount + fee_cents - allocations.reduce((sum, { amount_cents }) => sum + amount_cents, 0)
  return (
    <article
      aria-label={`Suggestion ${place + 1}: ${customer_name}`}
      className={cx(
        'grid gap-3 rounded-lg border px-4 py-3',
        place === 0 ? 'border-line-strong bg-surface shadow-card' : 'border-line bg-surface',
      )}
    >
      <div className="flex items-start gap-3">
        <h3 className="min-w-0 flex-1 font-semibold wrap-anywhere">
          <Link
            from="/app/$slug"
            to="/app/$slug/customers/$id"
            params={{ id: customer_id }}
            className="hover:underline pointer-coarse:-my-3 pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center"
          >
            {customer_name}
          </Link>
        </h3>
        <Score score={score} />
      </div>
      <Settles allocations={allocations} fee_cents={fee_cents} left={left} />
      <ReasonChips reasons={reasons.filter(({ code }) => !doubts.some((doubt) => doubt.code === code))} />
      {onAccept && (
        <div>
          <Button
            variant={place === 0 ? 'primary' : 'secondary'}
            onClick={onAccept}
            className="max-md:w-full"
            aria-label={place === 0 ? 'Accept' : `Accept suggestion ${place + 1}`}
          >
            Accept
            <span aria-hidden className="pointer-coarse:hidden">
              <Kbd>{place === 0 ? '↵' : place + 1}</Kbd>
            </span>
          </Button>
        </div>
      )}
    </article>
  )
}

/** Which invoices it settles, with what a bank kept and what becomes credit. */
export function Settles(props: { allocations: BankSuggestion['allocations']; fee_cents: number; left: number }) {
  const { allocations, fee_cents, left } = props
  const rows: [React.ReactNode, number][] = [
    ...allocations.map(({ invoice_id, invoice_number, amount_cents }): [React.ReactNode, number] => [
      <Link
        key={invoice_id}
        from="/app/$slug"
        to="/app/$slug/invoices/$id"
        params={{ id: invoice_id }}
        className={textLinkClass}
      >
        {invoice_number}
      </Link>,
      amount_cents,
    ]),
    ...(left > 0 ? [['Credit of the customer', left] as [string, number]] : []),
    ...(fee_cents > 0 ? [['Charge that the bank kept', -fee_cents] as [string, number]] : []),
  ]
  return (
    <dl className="grid gap-1 text-sm tabular-nums">
      {rows.map(([name, cents], index) => (
        <div key={index} className="flex justify-between gap-3">
          <dt className={typeof name === 'string' ? 'text-ink-2' : undefined}>{name}</dt>
          <dd>{formatMoney(cents)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Score({ score }: { score: number }) {
  return (
    <span
      className="inline-flex items-center gap-2 text-sm text-ink-2 tabular-nums"
      title="How much speaks for it, of 100"
    >
      <span aria-hidden className="h-1.5 w-14 overflow-hidden rounded-full bg-line">
        <span
          className={cx('block h-full rounded-full', score >= 70 ? 'bg-ok' : score >= 45 ? 'bg-primary' : 'bg-warn')}
          style={{ width: `${score}%` }}
        />
      </span>
      {score}
      <span className="sr-only"> of 100</span>
    </span>
  )
}
