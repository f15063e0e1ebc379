import { useQuery } from '@tanstack/react-query'
import type { CustomerMail } from '#modules/customer-mails/schemas.ts'
import type { Event } from '#modules/events/schemas.ts'
import type { Quotation } from '#modules/quotations/schemas.ts'
import { formatDate, formatDateTime } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { mailMoments } from '#web/invoices/mail-moments.ts'
import { eventsQuery } from '#web/events/queries.ts'
import { quotationMailsQuery } from '#web/quotations/queries.ts'
import { type Moment, Moments } from '#web/ui/moments.tsx'

/** What has happened to a quotation since it was sent, and until when it stands. */
export function QuotationLife({ quotation }: { quotation: Quotation }) {
  const events = useQuery({ ...eventsQuery({ subject_id: quotation.id }), enabled: useCan('events.read') })
  const mails = useQuery(quotationMailsQuery(quotation.id))
  return <Moments moments={momentsOf(quotation, mails.data?.data ?? [], events.data?.data ?? [])} />
}

function momentsOf(quotation: Quotation, mails: CustomerMail[], events: Event[]): Moment[] {
  const { status, sent_at, seen_at, last_seen_at, answered_at, answered_by, decline_reason, valid_until, is_expired } =
    quotation
  const sender = events.findLast(({ name }) => name === 'quotation.sent')?.actor_name
  const seen: Moment[] = seen_at
    ? [
        {
          key: 'seen',
          at: seen_at,
          title: 'Seen',
          note:
            last_seen_at === seen_at
              ? 'Its page was opened'
              : `Its page was opened, last ${formatDateTime(last_seen_at!)}`,
          tone: 'bg-primary',
        },
      ]
    : []
  const answered: Moment[] = answered_at
    ? [
        {
          key: 'answered',
          at: answered_at,
          title: status === 'accepted' ? 'Accepted' : 'Declined',
          note: [answered_by && `by ${answered_by}`, decline_reason && `“${decline_reason}”`]
            .filter(Boolean)
            .join(': '),
          tone: status === 'accepted' ? 'bg-ok' : 'bg-accent',
        },
      ]
    : []
  const moved = [...mailMoments(mails), ...seen, ...answered, ...events.flatMap(marked)].toSorted(
    (a, b) => Date.parse(a.at!) - Date.parse(b.at!),
  )
  return [
    { key: 'sent', at: sent_at!, title: 'Sent', note: sender && `by ${sender}`, tone: 'bg-primary' },
    ...moved,
    ...(status === 'sent' ? [untilMoment(is_expired, valid_until!)] : []),
  ]
}

const marks: Record<string, string> = {
  'quotation.withdrawn': 'Withdrawn',
  'quotation.reopened': 'Opened again',
  'quotation.invoiced': 'Invoice draft made',
}

/** What its row does not keep. */
const marked = ({ id, name, created_at, actor_name }: Event): Moment[] =>
  marks[name]
    ? [
        {
          key: id,
          at: created_at,
          title: marks[name],
          note: actor_name && `by ${actor_name}`,
          tone: 'bg-line-strong',
        },
      ]
    : []

const untilMoment = (is_expired: boolean, valid_until: string): Moment =>
  is_expired
    ? { key: 'until', title: 'Expired', note: `Stood until ${formatDate(valid_until)}`, tone: 'bg-accent' }
    : {
        key: 'until',
        title: 'Waits for an answer',
        note: `Until ${formatDate(valid_until)}`,
        tone: 'border-2 border-line-strong bg-surface',
      }
