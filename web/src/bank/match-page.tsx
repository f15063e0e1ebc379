import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ChevronLeft, Upload } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { formatCount } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { BankLink } from '#web/bank/bank-link.tsx'
import { HoldDialog } from '#web/bank/hold-dialog.tsx'
import { IgnoreDialog } from '#web/bank/ignore-dialog.tsx'
import { type DetailDialog, MatchDetail } from '#web/bank/match-detail.tsx'
import { MatchFilters } from '#web/bank/match-filters.tsx'
import { MatchList } from '#web/bank/match-list.tsx'
import { NothingToMatch } from '#web/bank/nothing-to-match.tsx'
import {
  type BankTotals,
  type BankTransaction,
  totalsQuery,
  transactionQuery,
  transactionsQuery,
} from '#web/bank/queries.ts'
import type { BankSearch } from '#web/bank/search.ts'
import { SplitDialog } from '#web/bank/split-dialog.tsx'
import { useMatchKeys } from '#web/bank/use-match-keys.ts'
import { useMatching } from '#web/bank/use-matching.ts'
import { useTwoColumns } from '#web/bank/use-two-columns.ts'
import { MoneyTabs } from '#web/payments/money-tabs.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

/** Lines of the bank on the left, what explains the chosen one on the right; on a phone one after the other. */
export function MatchPage({ search }: { search: BankSearch }) {
  const canWrite = useCan('bank.write')
  const isBeside = useTwoColumns()
  const totals = useQuery(totalsQuery(search))
  const list = useQuery(transactionsQuery(search))
  const navigate = useNavigate({ from: '/app/$slug/bank/$' })
  const page = useRef<HTMLDivElement>(null)
  // With the line as it was: what others do to it must not take away what is being typed.
  const [dialog, setDialog] = useState<{ kind: DetailDialog; row: BankTransaction }>()
  const [moved, setMoved] = useState<string>()

  const show = (row: string | undefined) => {
    setMoved(row)
    void navigate({ to: '.', search: (before) => ({ ...before, row }), replace: true })
  }
  const matching = useMatching({
    show,
    after(id) {
      const at = rows.findIndex((row) => row.id === id)
      return (rows[at + 1] ?? rows[at - 1])?.id
    },
  })
  const leaves = search.show !== 'all'
  const rows = (list.data?.data ?? []).filter(({ id }) => !leaves || !matching.gone.has(id))
  const wanted = search.row ?? (isBeside ? rows[0]?.id : undefined)
  const listed = rows.find(({ id }) => id === wanted)
  const lone = useQuery({
    ...transactionQuery(wanted ?? ''),
    enabled: wanted !== undefined && !listed && list.isFetched && !list.isPlaceholderData,
  })
  const chosen = listed ?? (wanted && lone.data?.id === wanted ? lone.data : undefined)

  useMatchKeys({
    step(by) {
      const at = rows.findIndex(({ id }) => id === chosen?.id)
      const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))]
      if (next) show(next.id)
    },
    accept(place) {
      if (!canWrite || !chosen || chosen.status === 'matched' || chosen.amount_cents < 0) return
      const suggestion = chosen.suggestions[place]
      if (suggestion) void matching.accept(chosen, suggestion)
      else if (place === 0) setDialog({ kind: 'split', row: chosen })
    },
    open(kind) {
      if (canWrite && chosen && chosen.status !== 'matched' && chosen.amount_cents > 0) setDialog({ kind, row: chosen })
    },
    undo: () => matching.undoLast?.(),
  })
  // What was moved to by a key or by an answer has focus, so that the next key goes on from there.
  useEffect(() => {
    if (!moved || dialog) return
    const link = page.current?.querySelector<HTMLElement>(`a[data-row="${CSS.escape(moved)}"]`)
    link?.focus()
    link?.scrollIntoView({ block: 'nearest' })
  }, [moved, dialog])

  const isAlone = !isBeside && search.row !== undefined
  const close = () => setDialog(undefined)
  return (
    <div ref={page}>
      <PageHeader title="Bank" section="Money" sub={totals.data && <Left totals={totals.data} />}>
        {!isAlone && <Ways canWrite={canWrite} />}
      </PageHeader>
      {!isAlone && <MoneyTabs />}
      {!isAlone && <MatchFilters search={search} totals={totals.data} />}
      {isAlone && (
        <BankLink search={{ ...search, row: undefined }} className={backClass}>
          <ChevronLeft aria-hidden className="size-4" />
          All lines
        </BankLink>
      )}
      {list.isError && !list.data ? (
        <ErrorState
          title="The lines of the bank could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : list.data && rows.length === 0 && !chosen ? (
        <div className="rounded-lg border border-line bg-surface shadow-card">
          <NothingToMatch search={search} totals={totals.data} />
        </div>
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
          {!isAlone && (
            <div>
              <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
                {list.isPending && <SkeletonLines />}
                <MatchList
                  rows={rows}
                  search={search}
                  chosen={chosen?.id}
                  isBeside={isBeside}
                  isFaded={list.isPlaceholderData}
                />
              </div>
              <Pager cursor={search.cursor} nextCursor={list.data?.next_cursor} />
            </div>
          )}
          {(isBeside || isAlone) && (
            <div className="rounded-lg border border-line bg-surface px-5 py-4 shadow-card lg:sticky lg:top-4">
              {chosen && (
                <MatchDetail
                  key={chosen.id}
                  row={chosen}
                  matching={matching}
                  onOpen={(kind) => setDialog({ kind, row: chosen })}
                />
              )}
              {!chosen && lone.isError && (
                <ErrorState
                  title="This line could not be loaded"
                  error={lone.error}
                  onRetry={() => void lone.refetch()}
                />
              )}
              {!chosen && !lone.isError && <Skeleton className="h-40 w-full" />}
            </div>
          )}
        </div>
      )}
      {dialog?.kind === 'split' && <SplitDialog row={dialog.row} matching={matching} onClose={close} />}
      {dialog?.kind === 'hold' && <HoldDialog row={dialog.row} matching={matching} onClose={close} />}
      {dialog?.kind === 'ignore' && <IgnoreDialog row={dialog.row} matching={matching} onClose={close} />}
    </div>
  )
}

function Ways({ canWrite }: { canWrite: boolean }) {
  return (
    <>
      <BankLink to="accounts" className={buttonClass('ghost')}>
        Accounts
      </BankLink>
      <BankLink to="imports" className={buttonClass('ghost')}>
        Imports
      </BankLink>
      {canWrite && (
        <BankLink to="import" className={buttonClass('primary')}>
          <Upload aria-hidden />
          <span>
            Import<span className="max-md:sr-only"> statement</span>
          </span>
        </BankLink>
      )}
    </>
  )
}

/** How far the statements are of which some still waits. */
function Left({ totals: { open, in_progress } }: { totals: BankTotals }) {
  if (in_progress.count === 0) return 'Nothing waits'
  const done = in_progress.count - open.count
  return (
    <span className="inline-flex items-center gap-2">
      {`${formatCount(open.count)} of ${formatCount(in_progress.count)} left`}
      <span
        role="progressbar"
        aria-label="Matched or set aside"
        aria-valuenow={done}
        aria-valuemin={0}
        aria-valuemax={in_progress.count}
        className="h-1.5 w-20 overflow-hidden rounded-full bg-line"
      >
        <span className="block h-full rounded-full bg-ok" style={{ width: `${(done / in_progress.count) * 100}%` }} />
      </span>
    </span>
  )
}

function SkeletonLines() {
  return Array.from({ length: 8 }, (_, index) => (
    <div key={index} aria-hidden className="border-b border-line px-4 py-3 last:border-0">
      <Skeleton className="h-9 w-full" />
    </div>
  ))
}
