import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { DunningNotice } from '#modules/dunning/schemas.ts'
import type { CreditNoteSummary } from '#modules/credit-notes/schemas.ts'
import type { Event } from '#modules/events/schemas.ts'
import type { Invoice } from '#modules/invoices/schemas.ts'
import type { Payment } from '#modules/payments/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { creditNotesQuery } from '#web/credit-notes/queries.ts'
import { eventsQuery } from '#web/events/queries.ts'
import { invoiceDunningQuery, invoiceMailsQuery } from '#web/dunning/queries.ts'
import { mailMoments } from '#web/invoices/mail-moments.ts'
import { noticeTitle } from '#web/dunning/words.ts'
import { standing } from '#web/invoices/invoice-facts.tsx'
import { methodName } from '#web/payments/methods.ts'
import { invoicePaymentsQuery } from '#web/payments/payment-queries.ts'
import { textLinkClass } from '#web/ui/link-class.ts'
import { type Moment, Moments } from '#web/ui/moments.tsx'

/** What has happened to an invoice, oldest first, and what is next. */
export function LifeLine({ invoice }: { invoice: Invoice }) {
  const events = useQuery({ ...eventsQuery({ subject_id: invoice.id }), enabled: useCan('events.read') })
  const payments = useQuery({ ...invoicePaymentsQuery(invoice.id), enabled: useCan('payments.read') })
  const notes = useQuery(creditNotesQuery({ invoice_id: invoice.id }))
  const mails = useQuery(invoiceMailsQuery(invoice.id))
  const dunning = useQuery({ ...invoiceDunningQuery(invoice.id), enabled: useCan('dunning.read') })
  const told = [
    ...mailMoments(mails.data?.data ?? []),
    ...noticeMoments(dunning.data?.notices ?? []),
    ...(notes.data?.data ?? []).map(creditMoment),
  ]
  return <Moments moments={momentsOf(invoice, payments.data?.data ?? [], events.data?.data ?? [], told)} />
}

function momentsOf(invoice: Invoice, payments: Payment[], events: Event[], told: Moment[]): Moment[] {
  const by = (name: string) => {
    const actor = events.find((event) => event.name === name)?.actor_name
    return actor ? `by ${actor}` : undefined
  }
  const seen = events.find(({ name }) => name === 'invoice.seen')
  const marks: Moment[] = events
    .filter(({ name }) => name === 'invoice.marked_sent' || name === 'invoice.unmarked_sent')
    .map(({ id, name, created_at, actor_name }) => ({
      key: id,
      at: created_at,
      title: name === 'invoice.marked_sent' ? 'Marked as sent' : 'Mark taken back',
      note: actor_name ? `by ${actor_name}` : undefined,
      tone: 'bg-line-strong',
    }))
  const opened: Moment[] = seen
    ? [
        {
          key: 'seen',
          at: seen.created_at,
          title: 'Seen',
          note: 'The customer opened the pay page',
          tone: 'bg-primary',
        },
      ]
    : []
  const moved = [...told, ...marks, ...opened, ...payments.map((payment) => paymentMoment(invoice, payment))].toSorted(
    (a, b) => Date.parse(a.at!) - Date.parse(b.at!),
  )
  return [
    {
      key: 'issued',
      at: invoice.created_at,
      title: 'Issued',
      note: by('invoice.issued'),
      tone: 'bg-primary',
    },
    ...moved,
    ...(invoice.status === 'paid'
      ? [{ key: 'paid', title: standing(invoice), tone: 'bg-ok', at: moved.at(-1)?.at }]
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
    ...(invoice.written_off_at
      ? [
          {
            key: 'written off',
            at: invoice.written_off_at,
            title: `${formatMoney(invoice.amount_written_off_cents)} written off`,
            note: [by('invoice.written_off'), invoice.write_off_reason && `“${invoice.write_off_reason}”`]
              .filter(Boolean)
              .join(': '),
            tone: 'bg-accent',
          },
        ]
      : []),
    ...(invoice.status === 'open' ? [dueMoment(invoice)] : []),
  ]
}

const noticeMoments = (notices: DunningNotice[]): Moment[] =>
  notices.map((notice) => ({
    key: notice.id,
    at: notice.created_at,
    title: noticeTitle(notice),
    note: notice.failure ?? `To ${notice.recipient}`,
    tone: 'bg-accent',
  }))
function paymentMoment(invoice: Invoice, payment: Payment) {
  return {
    key: payment.id,
    at: payment.created_at,
    title: (
      <Link from="/app/$slug" to="/app/$slug/payments/$id" params={{ id: payment.id }} className={textLinkClass}>
        {formatMoney(amountOn(invoice, payment))} received
      </Link>
    ),
    note: [methodName(payment.method), payment.reference, `dated ${formatDate(payment.payment_date)}`]
      .filter(Boolean)
      .join(' · '),
    tone: 'bg-primary',
  }
}

function creditMoment({ id, number, created_at, total_amount_cents, reason }: CreditNoteSummary) {
  return {
    key: id,
    at: created_at,
    title: (
      <Link from="/app/$slug" to="/app/$slug/credit-notes/$id" params={{ id }} className={textLinkClass}>
        {formatMoney(total_amount_cents)} credited
      </Link>
    ),
    note: `${number}: “${reason}”`,
    tone: 'bg-line-strong',
  }
}

function dueMoment({ is_overdue, due_date }: Invoice): Moment {
  return is_overdue
    ? { key: 'late', title: 'Late', note: `Was due ${formatDate(due_date)}`, tone: 'bg-accent' }
    : { key: 'due', title: 'Due', note: formatDate(due_date), tone: 'border-2 border-line-strong bg-surface' }
}

function amountOn(invoice: Invoice, payment: Payment): number {
  return payment.allocations.find(({ invoice_id }) => invoice_id === invoice.id)?.amount_cents ?? payment.amount_cents
}
