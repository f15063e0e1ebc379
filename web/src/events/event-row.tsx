import { Link } from '@tanstack/react-router'
import {
  Building2,
  ChevronRight,
  CircleDollarSign,
  Clock,
  FilePen,
  KeyRound,
  type LucideIcon,
  Mail,
  ReceiptText,
  RefreshCw,
  ShieldCheck,
  User,
  Users,
} from 'lucide-react'
import type { Event } from '#modules/events/schemas.ts'
import { formatCount, formatDateTime, formatTime } from '#web/api/format.ts'
import { Particulars } from '#web/events/particulars.tsx'
import { fieldWord, tell, valueWord } from '#web/events/words.ts'
import { CopyText } from '#web/ui/copy.tsx'

const icons: Record<string, LucideIcon> = {
  invoice: ReceiptText,
  invoice_draft: FilePen,
  payment: CircleDollarSign,
  recurring_invoice: RefreshCw,
  subscription: RefreshCw,
  subscription_charge: RefreshCw,
  customer: User,
  organization: Building2,
  member: Users,
  ownership: Users,
  invitation: Mail,
  events: ShieldCheck,
  access: ShieldCheck,
  api_key: KeyRound,
}

const linkLook =
  'font-medium text-link underline underline-offset-2 pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center'

/** One sentence about one thing that happened; opens to the fields before and after. */
export function EventRow({ event, slug }: { event: Event; slug: string }) {
  const Icon = icons[event.name.split('.')[0] ?? ''] ?? Building2
  const { who, did, what, remark } = tell(event)
  return (
    <li className="border-b border-line last:border-0">
      <details className="group">
        <summary className="flex min-h-9 list-none items-center gap-3 px-4 py-1.5 text-sm pointer-coarse:min-h-11 hover:bg-hover focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
          <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
          <span className="min-w-0 flex-1 wrap-anywhere">
            <span className="font-medium">{who}</span> <span className="text-ink-2">{did}</span>{' '}
            <span className="font-medium">
              <Unbroken text={what} />
            </span>
            {remark && <span className="text-ink-2"> · {remark}</span>}
          </span>
          <Seal seq={event.seq} />
          <time
            dateTime={event.created_at}
            title={formatDateTime(event.created_at)}
            className="shrink-0 text-ink-3 tabular-nums"
          >
            {formatTime(event.created_at)}
          </time>
          <ChevronRight
            aria-hidden
            className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-90 max-md:hidden"
          />
        </summary>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 bg-sunken/60 px-4 py-3 text-sm sm:pl-11">
          {event.changes ? <Changes changes={event.changes} /> : <Particulars data={event.data} />}
          <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-xs text-ink-2 pointer-coarse:gap-y-0">
            <SubjectLink event={event} slug={slug} />
            <Link from="/app/$slug/activity" to="." search={{ subject_id: event.subject_id }} className={linkLook}>
              All about this record
            </Link>
            {event.actor_id && (
              <Link from="/app/$slug/activity" to="." search={{ actor_id: event.actor_id }} className={linkLook}>
                All by {event.actor_name ?? 'this key'}
              </Link>
            )}
          </p>
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-2">
            <span>{formatDateTime(event.created_at)}</span>
            <span>{event.seq === null ? 'Not sealed yet' : `Sealed as no. ${formatCount(event.seq)}`}</span>
            {event.ip && <span>from {event.ip}</span>}
            {event.user_agent && <span className="max-w-full min-w-0 truncate">{event.user_agent}</span>}
            {event.request_id && <CopyText value={event.request_id} label="Copy the request ID" />}
          </p>
        </div>
      </details>
    </li>
  )
}

/** Part of the chain, or of the last moments that are not yet. */
function Seal({ seq }: { seq: Event['seq'] }) {
  const words = seq === null ? 'Not sealed yet' : `Sealed as no. ${formatCount(seq)}`
  const Icon = seq === null ? Clock : ShieldCheck
  return (
    <span title={words} className={seq === null ? 'shrink-0 text-warn' : 'shrink-0 text-ink-3 max-md:hidden'}>
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{words}</span>
    </span>
  )
}

/** A number such as INV-2026-00412 is not cut at its hyphens. */
function Unbroken({ text }: { text: string }) {
  return text.split(/((?<!\S)[A-Z]+-[\d-]+(?!\S))/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={index} className="whitespace-nowrap">
        {part}
      </span>
    ),
  )
}

function Changes({ changes }: { changes: Event['changes'] }) {
  const entries = Object.entries(changes ?? {})
  if (entries.length === 0) return null
  return (
    <table className="w-full max-w-2xl text-left text-sm">
      <thead className="text-xs text-ink-2">
        <tr>
          <th scope="col" className="w-40 pr-3 pb-1 font-medium max-sm:w-auto">
            Field
          </th>
          <th scope="col" className="pr-3 pb-1 font-medium">
            Before
          </th>
          <th scope="col" className="pb-1 font-medium">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map(([key, { before, after }]) => (
          <tr key={key} className="border-t border-line align-top">
            <th scope="row" className="py-1.5 pr-3 font-normal text-ink-2">
              {fieldWord(key)}
            </th>
            <td className="py-1.5 pr-3 break-words text-ink-2 line-through decoration-ink-3/60">
              {valueWord(key, before)}
            </td>
            <td className="py-1.5 break-words">{valueWord(key, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SubjectLink({ event, slug }: { event: Event; slug: string }) {
  if (event.name.startsWith('invoice.'))
    return (
      <Link to="/app/$slug/invoices/$id" params={{ slug, id: event.subject_id }} className={linkLook}>
        Open the invoice
      </Link>
    )
  if (event.name.startsWith('subscription.'))
    return (
      <Link to="/app/$slug/subscriptions/$id" params={{ slug, id: event.subject_id }} className={linkLook}>
        Open the subscription
      </Link>
    )
  if (event.name.startsWith('customer.'))
    return (
      <Link to="/app/$slug/customers/$id" params={{ slug, id: event.subject_id }} className={linkLook}>
        Open the customer
      </Link>
    )
  return null
}
