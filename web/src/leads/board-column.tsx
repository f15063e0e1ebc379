import type { ReactNode } from 'react'
import { formatCount, formatMoney, formatMoneyCompact } from '#web/api/format.ts'
import type { Column } from '#web/leads/use-board.ts'
import { leadsWord } from '#web/leads/words.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'

const strips = {
  new: 'border-t-info',
  contacted: 'border-t-info',
  qualified: 'border-t-warn',
  converted: 'border-t-ok',
  disqualified: 'border-t-line-strong',
}

type Props = {
  column: Column
  /** The one that a phone shows. */
  isCurrent: boolean
  isOver: boolean
  onMore: () => void
  children: ReactNode
}

export function BoardColumn({ column, isCurrent, isOver, onMore, children }: Props) {
  const { stage, sums, cards, hasMore, isLoading } = column
  const heading = `stage-${stage.id}`
  return (
    <section
      data-stage={stage.id}
      aria-labelledby={heading}
      className={cx(
        'flex min-h-0 flex-col rounded-lg border border-t-2 border-line bg-sunken/60 md:min-w-54 md:flex-1 md:basis-0',
        strips[stage.status],
        isOver && 'bg-info-bg ring-2 ring-focus ring-inset',
        !isCurrent && 'max-md:hidden',
      )}
    >
      <header className="px-3 pt-2 pb-1.5">
        <h2 className="flex items-baseline gap-2 text-sm font-semibold">
          <span id={heading} className="min-w-0 truncate">
            {stage.name}
          </span>
          <span className="ml-auto font-normal text-ink-2 tabular-nums">
            {sums && formatCount(sums.count)}
            <span className="sr-only"> {leadsWord(sums?.count ?? 0)}</span>
          </span>
        </h2>
        {sums && (
          <p
            className="truncate text-xs text-ink-2 tabular-nums"
            title={`${formatMoney(sums.value_cents)}, times ${stage.probability_percent}%: ${formatMoney(sums.weighted_cents)}`}
          >
            {formatMoneyCompact(sums.value_cents)}
            {stage.probability_percent > 0 && stage.probability_percent < 100 && (
              <> · {formatMoneyCompact(sums.weighted_cents)} weighted</>
            )}
          </p>
        )}
      </header>
      <ul className="relative grid min-h-16 grid-cols-[minmax(0,1fr)] content-start gap-2 p-2 pt-0.5 md:flex-1 md:overflow-y-auto">
        {children}
        {cards.length === 0 && (
          <li className="rounded-md border border-dashed border-line-strong/60 px-3 py-4 text-center text-xs text-ink-2">
            No leads here
          </li>
        )}
        {hasMore || isLoading ? (
          <li>
            <Button size="sm" variant="ghost" className="w-full" busy={isLoading} busyLabel="Loading…" onClick={onMore}>
              Show more{sums && ` of ${formatCount(sums.count - cards.length)}`}
            </Button>
          </li>
        ) : null}
      </ul>
    </section>
  )
}
