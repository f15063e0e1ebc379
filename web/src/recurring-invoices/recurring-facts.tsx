import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RecurringInvoice } from '#modules/recurring-invoices/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { ComingDates } from '#web/recurring-invoices/coming-dates.tsx'
import { endWords, everyWords } from '#web/recurring-invoices/words.ts'
import { DateText, TimeText } from '#web/ui/date.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'

type Props = { recurring: RecurringInvoice; dates: string[] | undefined }

/** What one comes to, how often and until when, and the dates to come. */
export function RecurringFacts({ recurring, dates }: Props) {
  const { customer_id, customer_name, total_amount_cents, made_count, status, paused_at, ended_at } = recurring
  return (
    <section aria-label="Facts" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <p className="text-sm text-ink-2">{everyWords(recurring)}</p>
      <p className="text-2xl leading-8 font-semibold tracking-tight tabular-nums">
        {formatMoney(total_amount_cents)}
        <span className="text-sm font-normal tracking-normal text-ink-2"> with GST</span>
      </p>
      {paused_at && (
        <p className="pt-1 text-sm">
          Paused <TimeText value={paused_at} />. What passes meanwhile is skipped.
        </p>
      )}
      {ended_at && (
        <p className="pt-1 text-sm">
          Ended <TimeText value={ended_at} />.
        </p>
      )}
      <dl className="mt-3 grid grid-cols-[6rem_minmax(0,1fr)] items-baseline gap-x-2 gap-y-1.5 border-t border-line pt-3 text-sm">
        <Fact term="Customer">
          <Link from="/app/$slug" to="/app/$slug/customers/$id" params={{ id: customer_id }} className={textLinkClass}>
            {customer_name}
          </Link>
        </Fact>
        <Fact term="On its day">
          {recurring.when_due === 'issue' ? 'The invoice is issued' : 'A draft is left to be issued'}
        </Fact>
        <Fact term="Counted from">
          <DateText value={recurring.first_date} />
        </Fact>
        <Fact term="Ends">{endWords(recurring)}</Fact>
        <Fact term="Made">{made_count}</Fact>
        {recurring.reference && <Fact term="Reference">{recurring.reference}</Fact>}
      </dl>
      {status !== 'ended' && dates && (
        <div className="mt-3 border-t border-line pt-3">
          <h2 className="pb-1.5 text-sm font-semibold">
            {status === 'paused' ? 'If it were resumed today' : 'Dates to come'}
          </h2>
          <ComingDates dates={dates} />
        </div>
      )}
    </section>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
