import { Link } from '@tanstack/react-router'
import { CircleAlert, Clock, EyeOff, Split, Undo2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import type { BankTransaction } from '#web/bank/queries.ts'
import { ReasonChips } from '#web/bank/reason-chips.tsx'
import { Settles, SuggestionCard } from '#web/bank/suggestion-card.tsx'
import type { Matching } from '#web/bank/use-matching.ts'
import { sourceOf } from '#web/bank/words.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { DateText, TimeText } from '#web/ui/date.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'

export type DetailDialog = 'split' | 'hold' | 'ignore'
type Props = { row: BankTransaction; matching: Matching; onOpen: (dialog: DetailDialog) => void }

/** One line of a statement: what the bank says, and what became of it or may. */
export function MatchDetail({ row, matching, onOpen }: Props) {
  const canWrite = useCan('bank.write')
  return (
    <section aria-label={`${formatMoney(row.amount_cents)} from ${sourceOf(row)}`} className="grid gap-4">
      <header className="grid gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <p className="text-2xl font-semibold tracking-tight tabular-nums">{formatMoney(row.amount_cents)}</p>
          <StatusOf row={row} />
        </div>
        <h2 className="text-base font-medium wrap-anywhere">{sourceOf(row)}</h2>
      </header>
      {row.warning && (
        <p role="note" className="rounded-md border border-warn/30 bg-warn-bg px-3 py-2 text-sm text-warn">
          {row.warning}
        </p>
      )}
      <Facts row={row} />
      {row.status !== 'matched' && row.doubts.length > 0 && <Doubts row={row} />}
      {row.status === 'matched' ? (
        <Matched row={row} matching={matching} canWrite={canWrite} />
      ) : row.amount_cents < 0 ? (
        <>
          <p className="text-sm text-ink-2">This money went out: only what came in can pay an invoice.</p>
          {row.status !== 'open' && <SetAside row={row} matching={matching} canWrite={canWrite} />}
        </>
      ) : (
        <>
          {row.status !== 'open' && <SetAside row={row} matching={matching} canWrite={canWrite} />}
          <Suggestions row={row} matching={matching} canWrite={canWrite} />
          {canWrite && <Others row={row} onOpen={onOpen} />}
        </>
      )}
    </section>
  )
}

function StatusOf({ row: { status, is_automatic } }: { row: BankTransaction }) {
  if (status === 'matched') return <Badge tone="ok">{is_automatic ? 'Matched by itself' : 'Matched'}</Badge>
  if (status === 'on_hold') return <Badge tone="info">On hold</Badge>
  if (status === 'ignored') return <Badge tone="mute">Ignored</Badge>
  return <Badge tone="warn">Waits</Badge>
}

function Doubts({ row: { doubts } }: { row: BankTransaction }) {
  return (
    <ul className="grid gap-1 rounded-md border border-warn/30 bg-warn-bg px-3 py-2 text-sm">
      {doubts.map(({ code, detail }) => (
        <li key={code} className="flex items-start gap-2">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          {detail}
        </li>
      ))}
    </ul>
  )
}

function Facts({ row }: { row: BankTransaction }) {
  const facts: [string, ReactNode][] = [
    ['Booked', <DateText key="date" value={row.transaction_date} />],
    ['Text', row.description === sourceOf(row) ? null : row.description],
    ['Reference', row.reference],
    ['Payer', row.payer_name],
    ['From account', row.payer_account],
  ]
  return (
    <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-2">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function Suggestions({ row, matching, canWrite }: { row: BankTransaction; matching: Matching; canWrite: boolean }) {
  if (row.suggestions.length === 0)
    return (
      <p className="rounded-lg border border-dashed border-line-strong px-4 py-6 text-center text-sm text-ink-2">
        Nothing that is open explains this money.
        {canWrite && ' Choose the invoices yourself, put it on hold or ignore it.'}
      </p>
    )
  return (
    <div className="grid gap-3">
      {row.suggestions.map((suggestion, place) => (
        <SuggestionCard
          key={suggestion.id}
          suggestion={suggestion}
          doubts={row.doubts}
          amount={row.amount_cents}
          place={place}
          onAccept={canWrite ? () => void matching.accept(row, suggestion) : undefined}
        />
      ))}
    </div>
  )
}

function Others({ row, onOpen }: { row: BankTransaction; onOpen: Props['onOpen'] }) {
  const ways = [
    ['split', 's', Split, row.suggestions.length > 0 ? 'Match otherwise' : 'Choose invoices'],
    ['hold', 'h', Clock, 'Put on hold'],
    ['ignore', 'i', EyeOff, 'Ignore'],
  ] as const
  return (
    <div className="flex flex-wrap gap-2 border-t border-line pt-4">
      {ways
        .filter(([way]) => way !== 'ignore' || row.status !== 'ignored')
        .map(([way, key, Icon, words]) => (
          <Button key={way} onClick={() => onOpen(way)} aria-haspopup="dialog" className="max-md:flex-1">
            <Icon aria-hidden />
            {words}
            <span aria-hidden className="pointer-coarse:hidden">
              <Kbd>{key}</Kbd>
            </span>
          </Button>
        ))}
    </div>
  )
}

function SetAside({ row, matching, canWrite }: { row: BankTransaction; matching: Matching; canWrite: boolean }) {
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-lg bg-sunken px-4 py-3 text-sm">
      <p className="min-w-0 flex-1 basis-48 wrap-anywhere">
        {row.status === 'on_hold' ? `On hold till ${formatDate(row.held_until!)}` : 'Ignored'}
        {row.note && <span className="block text-ink-2">{row.note}</span>}
      </p>
      {canWrite && (
        <Button onClick={() => void matching.reopen(row)}>
          <Undo2 aria-hidden />
          Take up again
        </Button>
      )}
    </div>
  )
}

function Matched({ row, matching, canWrite }: { row: BankTransaction; matching: Matching; canWrite: boolean }) {
  const [isUndoing, setUndoing] = useState(false)
  const settled = row.allocations.reduce((sum, { amount_cents }) => sum + amount_cents, 0)
  return (
    <div className="grid gap-3 rounded-lg border border-line bg-surface px-4 py-3">
      <h3 className="font-semibold wrap-anywhere">{row.customer_name}</h3>
      <Settles
        allocations={row.allocations}
        fee_cents={Math.max(0, settled - row.amount_cents)}
        left={Math.max(0, row.amount_cents - settled)}
      />
      {row.match_reasons.length > 0 && <ReasonChips reasons={row.match_reasons} />}
      <p className="text-sm text-ink-2">
        {row.is_automatic ? 'Matched by itself' : `Matched by ${row.matched_by}`}{' '}
        {row.matched_at && <TimeText value={row.matched_at} />} ·{' '}
        <Link
          from="/app/$slug"
          to="/app/$slug/payments/$id"
          params={{ id: row.payment_id! }}
          className={`${textLinkClass} underline`}
        >
          Open the payment
        </Link>
      </p>
      {canWrite && (
        <div>
          <Button onClick={() => setUndoing(true)} aria-haspopup="dialog">
            <Undo2 aria-hidden />
            Undo match
          </Button>
        </div>
      )}
      {isUndoing && (
        <ReasonDialog
          title={`Undo the match of ${formatMoney(row.amount_cents)}?`}
          confirmLabel="Undo match"
          busyLabel="Undoing…"
          emptyReason="Say why, such as “It was for another invoice”."
          onConfirm={async (reason) => {
            await matching.undo(row, reason)
            setUndoing(false)
          }}
          onClose={() => setUndoing(false)}
        >
          The payment is reversed and what it settled is open again. The money waits, and from then on only people match
          it.
        </ReasonDialog>
      )}
    </div>
  )
}
