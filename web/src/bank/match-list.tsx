import { Link } from '@tanstack/react-router'
import { formatDate, formatMoney } from '#web/api/format.ts'
import type { BankTransaction } from '#web/bank/queries.ts'
import type { BankSearch } from '#web/bank/search.ts'
import { chipOf, listed, sourceOf } from '#web/bank/words.ts'
import { Badge } from '#web/ui/badge.tsx'
import { cx } from '#web/ui/cx.ts'

type Props = {
  rows: BankTransaction[]
  search: BankSearch
  /** Shown beside the list, or alone on a phone. */
  chosen: string | undefined
  isBeside: boolean
  isFaded: boolean
}

/** Lines of statements, each a link to itself in this list. */
export function MatchList({ rows, search, chosen, isBeside, isFaded }: Props) {
  return (
    <ul
      aria-label="Lines of the bank"
      className={cx('divide-y divide-line transition-opacity', isFaded && 'opacity-60')}
    >
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            from="/app/$slug/bank/$"
            to="."
            search={{ ...search, row: row.id }}
            replace={isBeside}
            // The router would call each of them current, for they differ in their search alone.
            activeProps={{}}
            activeOptions={{ explicitUndefined: true }}
            data-row={row.id}
            aria-current={isBeside && row.id === chosen ? 'true' : undefined}
            data-current={isBeside && row.id === chosen}
            className="grid min-h-15 grid-cols-[minmax(0,1fr)_auto] content-center gap-x-3 gap-y-0.5 border-l-2 border-transparent px-4 py-2 hover:bg-hover focus-visible:-outline-offset-2 data-[current=true]:border-accent data-[current=true]:bg-info-bg"
          >
            <span className="truncate font-medium">{sourceOf(row)}</span>
            <span className="text-right font-medium tabular-nums">{formatMoney(row.amount_cents)}</span>
            <span className="truncate text-sm text-ink-2">
              {formatDate(row.transaction_date)} · {hintOf(row)}
            </span>
            <span className="justify-self-end">
              <Standing row={row} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function hintOf({ status, suggestions, customer_name, allocations, note, held_until, amount_cents }: BankTransaction) {
  if (status === 'matched') return `${customer_name} · ${numbersOf(allocations) || 'credit'}`
  if (status === 'on_hold') return `till ${formatDate(held_until!)}${note ? ` · ${note}` : ''}`
  if (status === 'ignored') return note
  if (amount_cents < 0) return 'went out'
  const [best] = suggestions
  return best ? `${best.customer_name} · ${numbersOf(best.allocations)}` : 'nobody recognised'
}

const numbersOf = (allocations: BankTransaction['allocations']) =>
  listed(allocations.map(({ invoice_number }) => invoice_number))

function Standing({ row }: { row: BankTransaction }) {
  if (row.status === 'matched') return <Badge tone="ok">{row.is_automatic ? 'By itself' : 'Matched'}</Badge>
  if (row.status === 'on_hold') return <Badge tone="info">On hold</Badge>
  if (row.status === 'ignored') return <Badge tone="mute">Ignored</Badge>
  if (row.warning) return <Badge tone="warn">Look again</Badge>
  const doubt = row.doubts.at(-1)
  if (doubt) return <Badge tone="warn">{chipOf(doubt)[1]}</Badge>
  const [best] = row.suggestions
  if (!best) return null
  return (
    <span className="text-xs text-ink-2 tabular-nums" title="How much speaks for the best suggestion, of 100">
      {best.score}
      <span className="sr-only"> of 100</span>
    </span>
  )
}
