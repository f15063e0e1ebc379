import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { CustomerMail } from '#modules/customer-mails/schemas.ts'
import type { DunningNotice } from '#modules/dunning/schemas.ts'
import type { Event } from '#modules/events/schemas.ts'
import type { Invoice } from '#modules/invoices/schemas.ts'
import type { Payment } from '#modules/payments/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { eventsQuery } from '#web/events/queries.ts'
import { invoiceDunningQuery, invoiceMailsQuery } from '#web/dunning/queries.ts'
import { mailWords, noticeTitle } from '#web/dunning/words.ts'
import { methodName } from '#web/payments/methods.ts'
import { invoicePaymentsQuery } from '#web/payments/payment-queries.ts'
import { cx } from '#web/ui/cx.ts'
import { TimeText } from '#web/ui/date.tsx'

type Moment = { key: string; at?: string | undefined; title: string; note?: ReactNode; tone: string }

/** What has happened to an invoice, oldest first, and what is next. */
export function LifeLine({ invoice }: { invoice: Invoice }) {
  const events = useQuery({ ...eventsQuery({ subject_id: invoice.id }), enabled: useCan('events.read') })
  const payments = useQuery({ ...invoicePaymentsQuery(invoice.id), enabled: useCan('payments.read') })
  const mails = useQuery(invoiceMailsQuery(invoice.id))
  const dunning = useQuery({ ...invoiceDunningQuery(invoice.id), enabled: useCan('dunning.read') })
  const told = [...mailMoments(mails.data?.data ?? []), ...noticeMoments(dunning.data?.notices ?? [])]
  const moments = momentsOf(invoice, payments.data?.data ?? [], events.data?.data ?? [], told)
  return (
    <section aria-labelledby="life" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <h2 id="life" className="pb-2 text-base font-semibold">
        Life line
      </h2>
      <ol>
        {moments.map(({ key, at, title, note, tone }, index) => (
          <li key={key} className="relative flex gap-3 pb-3 last:pb-0">
            {index < moments.length - 1 && (
              <span aria-hidden className="absolute top-4 bottom-0 left-[5px] w-px bg-line" />
            )}
            <span aria-hidden className={cx('mt-1 size-[11px] shrink-0 rounded-full', tone)} />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-medium">{title}</span>
                {at && (
                  <span className="text-xs text-ink-3">
                    <TimeText value={at} />
                  </span>
                )}
              </p>
              {note && <p className="text-sm break-words text-ink-2">{note}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function momentsOf(invoice: Invoice, payments: Payment[], events: Event[], told: Moment[]): Moment[] {
  const by = (name: string) => {
    const actor = events.find((event) => event.name === name)?.actor_name
    return actor ? `by ${actor}` : undefined
  }
  const seen = events.find(({ name }) => name === 'invoice.seen')
  const received = payments.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at))
  return [
    {
      key: 'issued',
      at: invoice.created_at,
      title: 'Issued',
      note: by('invoice.issued'),
      tone: 'bg-primary',
    },
    ...[
      ...told,
      ...(seen
        ? [
            {
              key: 'seen',
              at: seen.created_at,
              title: 'Seen',
              note: 'The customer opened the pay page',
              tone: 'bg-primary',
            },
          ]
        : []),
      ...received.map((payment) => ({
        key: payment.id,
        at: payment.created_at,
        title: `${formatMoney(amountOn(invoice, payment))} received`,
        note: [methodName(payment.method), payment.reference, `dated ${formatDate(payment.payment_date)}`]
          .filter(Boolean)
          .join(' · '),
        tone: 'bg-primary',
      })),
    ].toSorted((a, b) => Date.parse(a.at!) - Date.parse(b.at!)),
    ...(invoice.status === 'paid'
      ? [{ key: 'paid', title: 'Paid in full', tone: 'bg-ok', at: received.at(-1)?.created_at }]
      : []),
    ...(invoice.voided_at
      ? [
          {
            key: 'void',
            at: invoice.voided_at,
            title: 'Voided',
            note: [by('invoice.voided'), invoice.void_reason && `“${invoice.void_reason}”`].filter(Boolean).join(': '),
            tone: 'bg-line-strong',
          },
        ]
      : []),
    ...(invoice.status === 'open' ? [dueMoment(invoice)] : []),
  ]
}

const mailMoments = (mails: CustomerMail[]): Moment[] =>
  mails.map(({ id, created_at, status, recipient, failure }) => ({
    key: id,
    at: created_at,
    title: `Mail ${mailWords[status]}`,
    note: failure ? `To ${recipient}: ${failure}` : `To ${recipient}`,
    tone: status === 'failed' ? 'bg-accent' : 'bg-line-strong',
  }))

const noticeMoments = (notices: DunningNotice[]): Moment[] =>
  notices.map((notice) => ({
    key: notice.id,
    at: notice.created_at,
    title: noticeTitle(notice),
    note: notice.failure ?? `To ${notice.recipient}`,
    tone: 'bg-accent',
  }))

function dueMoment({ is_overdue, due_date }: Invoice): Moment {
  return is_overdue
    ? { key: 'late', title: 'Late', note: `Was due ${formatDate(due_date)}`, tone: 'bg-accent' }
    : { key: 'due', title: 'Due', note: formatDate(due_date), tone: 'border-2 border-line-strong bg-surface' }
}

function amountOn(invoice: Invoice, payment: Payment): number {
  return payment.allocations.find(({ invoice_id }) => invoice_id === invoice.id)?.amount_cents ?? payment.amount_cents
}
