import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { InterestProposal } from '#modules/interest/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { heldWords, interestSettingsQuery, proposalsQuery, segmentWords } from '#web/interest/queries.ts'
import { useInterest } from '#web/interest/use-interest.ts'
import { WaiveDialog } from '#web/interest/waive-dialog.tsx'
import { MoneyTabs } from '#web/payments/money-tabs.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty, ErrorState, Skeleton } from '#web/ui/state.tsx'

/** All interest that has grown and nobody decided over, with how it is worked out. */
export function ProposalsPage({ cursor }: { cursor: string | undefined }) {
  const { data, error, refetch } = useQuery(proposalsQuery(cursor))
  const { data: settings } = useQuery(interestSettingsQuery)
  const isWhole = !cursor && data?.next_cursor === null
  const sum = data?.data.reduce((total, { amount_cents }) => total + amount_cents, 0)
  return (
    <>
      <PageHeader
        title="Late-payment interest"
        section="Money"
        sub={sum ? `${formatMoney(sum)} ${isWhole ? 'to be decided' : 'on this page'}` : undefined}
      >
        <Link
          from="/app/$slug"
          to="/app/$slug/settings/$"
          params={{ _splat: 'reminders' }}
          hash="late-interest"
          className={buttonClass()}
        >
          Terms
        </Link>
      </PageHeader>
      <MoneyTabs />
      {error && !data && (
        <ErrorState title="The interest could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {!error && !data && <Skeleton className="h-72 w-full max-w-4xl" />}
      {data?.data.length === 0 && (
        <Empty
          title={
            settings?.is_enabled === false ? 'Interest is off' : `No ${cursor ? 'more ' : ''}interest to decide over`
          }
        >
          {settings?.is_enabled === false
            ? 'Say under Terms what paying late costs, and it is worked out for every late invoice.'
            : 'What grows on late invoices stands here until you charge or waive it.'}
        </Empty>
      )}
      {data && data.data.length > 0 && <Proposals proposals={data.data} />}
      <Pager cursor={cursor} nextCursor={data?.next_cursor} />
    </>
  )
}

function Proposals({ proposals }: { proposals: InterestProposal[] }) {
  const canCharge = useCan('interest.charge')
  const canWaive = useCan('interest.waive')
  const [waived, setWaived] = useState<InterestProposal>()
  const { busyId, charge, waive } = useInterest()
  return (
    <>
      <ul className="max-w-4xl overflow-hidden rounded-lg border border-line bg-surface shadow-card">
        {proposals.map((proposal) => (
          <li
            key={proposal.invoice_id}
            className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-0"
          >
            <div className="min-w-0 flex-1 basis-64 text-sm">
              <p className="font-medium">
                <Link
                  from="/app/$slug"
                  to="/app/$slug/invoices/$id"
                  params={{ id: proposal.invoice_id }}
                  className={textLinkClass}
                >
                  {proposal.invoice_number}
                </Link>
              </p>
              <p className="text-ink-2">
                {proposal.customer_name}, due on {formatDate(proposal.due_date)}
              </p>
              <ul className="pt-1 text-xs text-ink-2 tabular-nums">
                {proposal.segments.map((segment) => (
                  <li key={segment.from_date}>{segmentWords(segment, proposal.rate_bp)}</li>
                ))}
              </ul>
              {proposal.held_by && <p className="pt-1 text-xs text-ink-2">{heldWords[proposal.held_by]}</p>}
            </div>
            <p className="text-base font-semibold tabular-nums">{formatMoney(proposal.amount_cents)}</p>
            <div className="flex gap-2 max-sm:w-full max-sm:justify-end">
              {canWaive && (
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={`Waive the interest on ${proposal.invoice_number}`}
                  onClick={() => setWaived(proposal)}
                >
                  Waive
                </Button>
              )}
              {canCharge && (
                <Button
                  size="sm"
                  disabled={proposal.held_by !== null}
                  aria-label={`Charge the interest on ${proposal.invoice_number}`}
                  busy={busyId === proposal.invoice_id}
                  busyLabel="Charging…"
                  onClick={() => void charge(proposal.invoice_id)}
                >
                  Charge
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {waived && <WaiveDialog proposal={waived} onWaive={waive} onClose={() => setWaived(undefined)} />}
    </>
  )
}
