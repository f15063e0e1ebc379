import { formatDate, today } from '#web/api/format.ts'
import { daysBetween } from '#web/payments/days.ts'

type Props = { dates: string[]; shown?: number; isDimmed?: boolean }

/** The next dates, the first with how soon it is. */
export function ComingDates({ dates, shown = 6, isDimmed = false }: Props) {
  if (dates.length === 0) return <p className="text-sm text-ink-2">None: it ends before.</p>
  const more = dates.length - shown
  return (
    <ol aria-busy={isDimmed} className={`grid gap-1 text-sm tabular-nums ${isDimmed ? 'opacity-50' : ''}`}>
      {dates.slice(0, shown).map((date, i) => (
        <li key={date} className={i === 0 ? 'font-medium' : 'text-ink-2'}>
          <time dateTime={date}>{formatDate(date)}</time>
          {i === 0 && <span className="font-normal text-ink-2">{soonWords(date)}</span>}
        </li>
      ))}
      {more > 0 && <li className="text-ink-3">and so on</li>}
    </ol>
  )
}

function soonWords(date: string): string {
  const days = daysBetween(today(), date)
  if (days < 0) return ', now due'
  return days > 1 ? `, in ${days} days` : days === 1 ? ', tomorrow' : ', today'
}
