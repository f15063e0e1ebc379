import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { formatDate, formatMonth } from '#web/api/format.ts'
import type { Life, Moment, Stretch, Tone } from '#web/subscriptions/life.ts'
import { cx } from '#web/ui/cx.ts'

const rows = { change: 14, invoice: 74, payment: 96 }
const bar = { top: 28, height: 30 }
const axis = 124

const fills: Record<Tone, string> = {
  plain: 'fill-primary',
  good: 'fill-ok',
  bad: 'fill-danger',
  rest: 'fill-line-strong',
  end: 'fill-ink-2',
}

/**
 * The drawing is for the eye and the pointer; the list beneath it says the same to everybody, and is what the keyboard
 * reaches. Places are percentages of the time shown, so it fits whatever width there is.
 */
export function LifeBar({ life, today }: { life: Life; today: string }) {
  const [shown, setShown] = useState<string>()
  const span = Math.max(1, at(life.to) - at(life.from))
  const place = (day: string) => Math.min(100, Math.max(0, ((at(day) - at(life.from)) / span) * 100))
  const percent = (day: string) => `${place(day).toFixed(3)}%`

  return (
    <figure aria-hidden className="select-none" onPointerLeave={() => setShown(undefined)}>
      <div className="px-2">
        <svg width="100%" height={axis + 8} className="block overflow-visible text-xs">
          <rect x="0" width="100%" y={bar.top} height={bar.height} rx="4" className="fill-sunken" />
          {life.stretches.map((stretch) => (
            <StretchMark
              key={`${stretch.kind} ${stretch.from}`}
              stretch={stretch}
              x={place(stretch.from)}
              width={place(stretch.to) - place(stretch.from)}
              room={place(roomUntil(stretch, life.stretches)) - place(stretch.from)}
              isAhead={stretch.from > today}
              onShow={setShown}
            />
          ))}
          {monthsOf(life.from, life.to).map(({ day, label }) => (
            <g key={day}>
              <line
                x1={percent(day)}
                x2={percent(day)}
                y1={bar.top + bar.height + 4}
                y2={axis - 14}
                className="stroke-line"
              />
              {label && (
                <text
                  x={percent(day)}
                  y={axis}
                  textAnchor={place(day) < 4 ? 'start' : place(day) > 96 ? 'end' : 'middle'}
                  className="fill-ink-3"
                >
                  {label}
                </text>
              )}
            </g>
          ))}
          {today >= life.from && (
            <line
              x1={percent(today)}
              x2={percent(today)}
              y1={bar.top - 6}
              y2={bar.top + bar.height + 6}
              strokeWidth="2"
              className="stroke-accent"
            />
          )}
          {life.moments.map((moment) => (
            <svg key={moment.id} x={percent(moment.date)} y={rows[moment.row]} className="overflow-visible">
              <Opens moment={moment} onShow={setShown}>
                <Mark moment={moment} />
              </Opens>
            </svg>
          ))}
        </svg>
      </div>
      <figcaption className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-2 text-xs text-ink-2 tabular-nums">
        {shown ?? <Legend />}
      </figcaption>
    </figure>
  )
}

const at = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** Where a pause covers the rest of a period, the words of the period end. */
function roomUntil({ kind, from, to }: Stretch, all: Stretch[]): string {
  const cover = all.find((other) => kind !== 'pause' && other.kind === 'pause' && other.from > from && other.from < to)
  return cover?.from ?? to
}

type Shows = { onShow: (words: string | undefined) => void }

function StretchMark(props: Shows & { stretch: Stretch; x: number; width: number; room: number; isAhead: boolean }) {
  const { stretch, x, width, room, isAhead, onShow } = props
  const { kind, label, words, invoice_id } = stretch
  const isPause = kind === 'pause'
  const drawn = (
    <svg x={`${x}%`} width={`${width}%`} y={bar.top} height={bar.height} onPointerEnter={() => onShow(words)}>
      <rect width="100%" height="100%" className="fill-surface" />
      <rect
        width="100%"
        height="100%"
        rx="3"
        className={cx(
          isPause ? 'fill-warn-bg' : kind === 'trial' ? 'fill-info-bg' : 'fill-primary/25 hover:fill-primary/40',
          isAhead && 'opacity-50',
        )}
      />
      {isPause && <line x1="0" x2="100%" y1="26" y2="26" strokeDasharray="3 3" className="stroke-warn" />}
      <line x1="100%" x2="100%" y1="0" y2="100%" strokeWidth="2" className="stroke-surface" />
      {room > 8.5 && (
        <text
          x="7"
          y="19"
          className={cx('font-medium', isPause ? 'fill-warn' : 'fill-ink', room < 24 && 'max-md:hidden')}
        >
          {label}
        </text>
      )}
    </svg>
  )
  if (!invoice_id) return drawn
  return (
    <Link from="/app/$slug" to="/app/$slug/invoices/$id" params={{ id: invoice_id }} tabIndex={-1}>
      {drawn}
    </Link>
  )
}

/** An invoice or what it was paid with opens the invoice; a change its words in the list. */
function Opens({ moment, onShow, children }: Shows & { moment: Moment; children: ReactNode }) {
  const show = () => onShow(`${formatDate(moment.date)} · ${[moment.title, moment.note].filter(Boolean).join(', ')}`)
  const common = { tabIndex: -1, onPointerEnter: show }
  if (moment.invoice_id)
    return (
      <Link {...common} from="/app/$slug" to="/app/$slug/invoices/$id" params={{ id: moment.invoice_id }}>
        {children}
      </Link>
    )
  return (
    <Link {...common} to="." hash={moment.id} replace>
      {children}
    </Link>
  )
}

/** Told apart by shape as well as colour: a change is a diamond, an invoice a sheet, a payment a coin. */
function Mark({ moment: { row, tone } }: { moment: Pick<Moment, 'row' | 'tone'> }) {
  const isOpen = row === 'invoice' && tone === 'plain'
  const look = isOpen ? 'fill-surface stroke-primary' : cx(fills[tone], 'stroke-surface')
  return (
    <>
      <rect x="-10" y="-10" width="20" height="20" className="fill-transparent" />
      {row === 'change' && <path d="M0-7 7 0 0 7-7 0Z" strokeWidth="1.5" className={look} />}
      {row === 'invoice' && <path d="M-5-7H2L5-4V7H-5Z" strokeWidth="1.5" strokeLinejoin="round" className={look} />}
      {row === 'payment' && <circle r="5.5" strokeWidth="1.5" className={look} />}
    </>
  )
}

const legend = [
  ['Change', { row: 'change', tone: 'plain' }],
  ['Paid invoice', { row: 'invoice', tone: 'good' }],
  ['Open', { row: 'invoice', tone: 'plain' }],
  ['Overdue', { row: 'invoice', tone: 'bad' }],
  ['Payment', { row: 'payment', tone: 'good' }],
] as const

function Legend() {
  return legend.map(([word, moment]) => (
    <span key={word} className="inline-flex items-center gap-1.5">
      <svg viewBox="-10 -10 20 20" className="size-4">
        <Mark moment={moment} />
      </svg>
      {word}
    </span>
  ))
}

/** The first day of each month, named where there is room for it: January with its year. */
function monthsOf(from: string, to: string): { day: string; label?: string }[] {
  const days: string[] = []
  const date = new Date(`${from.slice(0, 7)}-01T00:00:00Z`)
  for (let day = from; day <= to; day = date.toISOString().slice(0, 10)) {
    if (day.endsWith('-01')) days.push(day)
    date.setUTCMonth(date.getUTCMonth() + 1)
  }
  // Within a few weeks months say little: the ends do.
  if (days.length < 2) return [from, to].map((day) => ({ day, label: formatDate(day) }))
  const step = days.length > 36 ? 12 : days.length > 14 ? 6 : days.length > 7 ? 3 : 1
  return days
    .filter((day) => days.length <= 36 || day.slice(5, 7) === '01')
    .map((day) => {
      const month = Number(day.slice(5, 7))
      if ((month - 1) % step !== 0) return { day }
      return { day, label: month === 1 ? day.slice(0, 4) : formatMonth(day) }
    })
}
