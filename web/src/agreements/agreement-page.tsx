import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Agreement } from '#modules/agreements/schemas.ts'
import { PartDialog } from '#web/agreements/part-dialog.tsx'
import { agreementQuery, endAgreement, reopenAgreement } from '#web/agreements/queries.ts'
import { AgreementBadge, partTitle, Progress } from '#web/agreements/words.tsx'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { StatusBadge } from '#web/ui/badge.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { backClass, textLinkClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

/** One agreed total: what it is made of, what was billed of it, and the next part. */
export function AgreementPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(agreementQuery(id))
  if (data) return <Loaded agreement={data} />
  if (!error) return <Skeleton className="h-96 w-full" />
  return (
    <PageError title="The agreement could not be loaded" error={error} onRetry={() => void refetch()}>
      <Link from="/app/$slug" to="/app/$slug/billing/$" params={{ _splat: 'agreements' }} className={buttonClass()}>
        All agreements
      </Link>
    </PageError>
  )
}

function Loaded({ agreement }: { agreement: Agreement }) {
  const queryClient = useQueryClient()
  const canBill = useCan('invoices.issue')
  const canWrite = useCan('invoices.write')
  const [asked, setAsked] = useState<'part' | 'end'>()
  const { id, status, subtotal_cents, billed_cents, remaining_cents, customer_id } = agreement
  const close = () => setAsked(undefined)
  return (
    <>
      <PageHeader
        title={agreement.title}
        section="Billed in parts"
        badge={<AgreementBadge status={status} />}
        back={
          <Link from="/app/$slug" to="/app/$slug/billing/$" params={{ _splat: 'agreements' }} className={backClass}>
            Billed in parts
          </Link>
        }
      >
        {canWrite && status === 'open' && (
          <Button variant="ghost" onClick={() => setAsked('end')}>
            End
          </Button>
        )}
        {canWrite && status === 'ended' && <Reopen id={id} />}
        {canBill && status === 'open' && (
          <Button variant="primary" onClick={() => setAsked('part')}>
            Bill a part
          </Button>
        )}
      </PageHeader>
      <div className="grid max-w-5xl gap-6">
        <section aria-label="Amounts" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
          <dl className="flex flex-wrap gap-x-10 gap-y-3">
            <Figure term="Agreed" cents={subtotal_cents} />
            <Figure term="Billed" cents={billed_cents} />
            <Figure term="Remains" cents={remaining_cents} />
            <div>
              <dt className="text-sm text-ink-2">Customer</dt>
              <dd className="pt-1 text-sm">
                <Link
                  from="/app/$slug"
                  to="/app/$slug/customers/$id"
                  params={{ id: customer_id }}
                  className={textLinkClass}
                >
                  {agreement.customer_name}
                </Link>
              </dd>
            </div>
          </dl>
          <div className="pt-3">
            <Progress billed={billed_cents} total={subtotal_cents} />
          </div>
          <p className="pt-2 text-xs text-ink-2">
            All before GST. Each part accounts for its own GST on the day it is issued or paid.
            {agreement.reference && ` Reference ${agreement.reference}.`}
            {agreement.end_reason && ` Ended: “${agreement.end_reason}”.`}
          </p>
        </section>
        <Parts agreement={agreement} />
        <Lines agreement={agreement} />
      </div>
      {asked === 'part' && <PartDialog agreement={agreement} onClose={close} />}
      {asked === 'end' && (
        <ReasonDialog
          title={`End ${agreement.title}?`}
          confirmLabel="End agreement"
          busyLabel="Ending…"
          emptyReason="Say why, for whoever asks later."
          onConfirm={async (reason) => {
            queryClient.setQueryData(agreementQuery(id).queryKey, await endAgreement(id, reason))
            void queryClient.invalidateQueries({ queryKey: ['agreements', 'list'] })
            toast({ title: 'Agreement ended' })
            close()
          }}
          onClose={close}
        >
          {formatMoney(remaining_cents)} is not billed any more. What was billed stays owed. You can reopen it later.
        </ReasonDialog>
      )}
    </>
  )
}

function Reopen({ id }: { id: string }) {
  const queryClient = useQueryClient()
  const [isBusy, setBusy] = useState(false)

  async function reopen() {
    setBusy(true)
    try {
      queryClient.setQueryData(agreementQuery(id).queryKey, await reopenAgreement(id))
      void queryClient.invalidateQueries({ queryKey: ['agreements', 'list'] })
      toast({ title: 'The rest can be billed again' })
    } catch (error) {
      toastError('The agreement was not reopened', error)
    }
    setBusy(false)
  }

  return (
    <Button busy={isBusy} busyLabel="Reopening…" onClick={() => void reopen()}>
      Reopen
    </Button>
  )
}

function Figure({ term, cents }: { term: string; cents: number }) {
  return (
    <div>
      <dt className="text-sm text-ink-2">{term}</dt>
      <dd className="text-xl font-semibold tracking-tight tabular-nums">{formatMoney(cents)}</dd>
    </div>
  )
}

function Parts({ agreement: { parts } }: { agreement: Agreement }) {
  return (
    <section aria-labelledby="parts">
      <h2 id="parts" className="pb-2 text-base font-semibold">
        Billed so far
      </h2>
      <ul className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
        {parts.length === 0 && <li className="px-4 py-6 text-center text-sm text-ink-2">Nothing yet.</li>}
        {parts.map((part) => (
          <li
            key={part.nth}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 text-sm last:border-0"
          >
            <Link
              from="/app/$slug"
              to="/app/$slug/invoices/$id"
              params={{ id: part.invoice_id }}
              className={textLinkClass}
            >
              {part.invoice_number}
            </Link>
            <span className="min-w-0 flex-1 basis-40 wrap-anywhere">
              {partTitle(part)}
              <span className="block text-xs text-ink-2">
                {formatDate(part.issue_date)}, {formatMoney(part.total_amount_cents)} with GST
                {part.released_cents > 0 && `. ${formatMoney(part.released_cents)} freed again`}
              </span>
            </span>
            <StatusBadge status={part.invoice_status} />
            <span className="ml-auto min-w-24 text-right font-medium tabular-nums">
              {formatMoney(part.subtotal_cents)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Lines({ agreement: { lines } }: { agreement: Agreement }) {
  return (
    <section aria-labelledby="lines">
      <h2 id="lines" className="pb-2 text-base font-semibold">
        What was agreed
      </h2>
      <div className="overflow-x-auto rounded-lg border border-line bg-surface shadow-card">
        <table className="w-full text-sm tabular-nums">
          <caption className="sr-only">Agreed lines</caption>
          <thead>
            <tr className="border-b border-line bg-sunken/50 text-left text-xs text-ink-2">
              <th scope="col" className="px-4 py-2 font-medium">
                Line
              </th>
              <th scope="col" className="px-3 py-2 text-right font-medium max-sm:hidden">
                Billed
              </th>
              <th scope="col" className="px-4 py-2 text-right font-medium">
                Agreed
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, i) => (
              <tr key={`${i} ${line.description}`} className="border-b border-line last:border-0">
                <td className="px-4 py-2 whitespace-pre-line">
                  {line.description} <span className="text-xs text-ink-3">{line.gst_code}</span>
                </td>
                <td className="px-3 py-2 text-right text-ink-2 max-sm:hidden">{formatMoney(line.billed_cents)}</td>
                <td className="px-4 py-2 text-right">{formatMoney(line.amount_cents)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
