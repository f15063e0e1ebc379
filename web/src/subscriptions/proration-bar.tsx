import { useId } from 'react'
import type { ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { formatCount, formatDate, formatMoney } from '#web/api/format.ts'
import { addDays, daysBetween } from '#web/payments/days.ts'

type Part = {
  from: string
  to: string
  look: 'used' | 'credited' | 'charged' | 'ahead'
  /** On the bar of a phone, where the words under it say the rest. */
  short: string
  words: string
  figure: string
}

type Props = { subscription: { plan: Pick<Subscription['plan'], 'name'> }; preview: ChangePreview }

/** Two bars over the same days: what they have above, what they change to beneath. The words under them say the same. */
export function ProrationBar({ subscription, preview }: Props) {
  const stripes = useId()
  const { old, next, to } = partsOf(preview, subscription.plan.name)
  const from = preview.period.from_date
  const span = Math.max(1, daysBetween(from, to))
  const place = (day: string) => Math.min(100, Math.max(0, (daysBetween(from, day) / span) * 100))
  const turn = place(preview.effective_date)
  const ticks = [...new Set([from, preview.effective_date, preview.period.to_date, to])]

  return (
    <figure>
      <svg aria-hidden width="100%" height="96" className="block overflow-visible text-xs">
        <defs>
          <pattern id={stripes} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="7" height="7" className="fill-ok-bg" />
            <line x1="0" x2="0" y1="0" y2="7" strokeWidth="2.5" className="stroke-ok/45" />
          </pattern>
        </defs>
        {[
          { parts: old, y: 6 },
          { parts: next, y: 38 },
        ].flatMap(({ parts, y }) =>
          parts.map((part) => {
            const width = place(part.to) - place(part.from)
            return (
              <svg key={part.look + part.from} x={`${place(part.from)}%`} width={`${width}%`} y={y} height="26">
                <rect
                  width="100%"
                  height="100%"
                  rx="3"
                  strokeDasharray={part.look === 'ahead' ? '4 3' : undefined}
                  {...(part.look === 'credited' ? { fill: `url(#${stripes})` } : { className: looks[part.look] })}
                />
                {width > 22 && <Words part={part} />}
              </svg>
            )
          }),
        )}
        <line x1={`${turn}%`} x2={`${turn}%`} y1="0" y2="72" strokeWidth="2" className="stroke-accent" />
        {ticks.map((day) => (
          <text
            key={day}
            x={`${place(day)}%`}
            y="88"
            textAnchor={place(day) < 8 ? 'start' : place(day) > 92 ? 'end' : 'middle'}
            className={isCrowded(day, preview.effective_date, place, ticks) ? 'fill-transparent' : 'fill-ink-2'}
          >
            {span > 300 ? formatDate(day) : formatDate(day).replace(/ \d{4}$/, '')}
          </text>
        ))}
      </svg>
      <figcaption>
        <ul className="mb-2 grid gap-x-4 gap-y-1 border-b border-line pb-3 text-sm sm:grid-cols-2">
          {[...old, ...next].map((part) => (
            <li key={part.look + part.from} className="flex items-center gap-2">
              <svg aria-hidden width="12" height="12" className="shrink-0">
                <rect
                  x="0.5"
                  y="0.5"
                  width="11"
                  height="11"
                  rx="2"
                  strokeDasharray={part.look === 'ahead' ? '3 2' : undefined}
                  {...(part.look === 'credited' ? { fill: `url(#${stripes})` } : { className: looks[part.look] })}
                />
              </svg>
              <span className="min-w-0 flex-1">{part.words}</span>
              <span className="text-ink-2 tabular-nums">{part.figure}</span>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  )
}

function Words({ part: { look, short, words } }: { part: Part }) {
  const common = { x: 8, y: 17 }
  const ink = look === 'charged' ? 'fill-on-primary font-medium' : 'fill-ink'
  return (
    <>
      <text {...common} className={`${ink} max-sm:hidden`}>
        {words}
      </text>
      <text {...common} className={`${ink} sm:hidden`}>
        {short}
      </text>
    </>
  )
}

const looks = {
  used: 'fill-line-strong/35',
  charged: 'fill-primary',
  ahead: 'fill-surface stroke-line-strong',
}

/** Two dates too near to be read: the day of the change stays, then the ends. */
function isCrowded(day: string, kept: string, place: (day: string) => number, ticks: string[]): boolean {
  if (day === kept) return false
  return ticks.some(
    (other) => other !== day && (other === kept || other < day) && Math.abs(place(other) - place(day)) < 18,
  )
}

/** What is over, what is credited, what is charged, and the days that each stands for. */
function partsOf(preview: ChangePreview, oldName: string): { old: Part[]; next: Part[]; to: string } {
  const { period, effective_date, lines, when } = preview
  const { from_date: from, to_date: to } = period
  // A period that is over and not renewed yet has nothing left to cut.
  const turn = effective_date < to ? effective_date : to
  const credit = lines.find(({ kind }) => kind === 'credit')
  const charge = lines.find(({ kind }) => kind === 'charge')
  const days = daysBetween(from, turn)
  const later = (day: string) => (turn < day ? day : addDays(day, days))
  const old: Part[] = []
  if (turn > from)
    old.push({ from, to: turn, look: 'used', short: 'Used', words: `${dayWords(days)} of ${oldName} used`, figure: '' })
  if (when === 'period_end') {
    const paid: Part = {
      from,
      to,
      look: 'used',
      short: 'Used',
      words: `${oldName} to the end of its period`,
      figure: '',
    }
    return {
      old: [paid],
      next: [
        {
          from: to,
          to: addDays(to, daysBetween(from, to)),
          look: 'ahead',
          short: 'New terms',
          words: `New terms from ${formatDate(to)}`,
          figure: '',
        },
      ],
      to: addDays(to, daysBetween(from, to)),
    }
  }
  if (credit)
    old.push({
      from: credit.service_from_date,
      to: credit.service_to_date,
      look: 'credited',
      short: 'Credited',
      words: `${daysOf(preview, credit)} credited`,
      figure: formatMoney(-credit.amount_cents),
    })
  const next: Part[] = charge
    ? [
        {
          from: charge.service_from_date,
          to: charge.service_to_date,
          look: 'charged',
          short: 'Charged',
          words: `${daysOf(preview, charge)} charged`,
          figure: formatMoney(charge.amount_cents),
        },
      ]
    : [
        {
          from: turn,
          to: later(to),
          look: 'ahead',
          short: 'New terms',
          words: 'New terms, nothing to charge',
          figure: '',
        },
      ]
  return { old, next, to: next[0] && next[0].to > to ? next[0].to : to }
}

/** By the second the rest of a period is no whole number of days. */
function daysOf({ period }: ChangePreview, line: ChangePreview['lines'][number]): string {
  const whole = daysBetween(line.service_from_date, line.service_to_date)
  const isRest = line.service_to_date === period.to_date
  if (period.unit === 'day' || !isRest) return dayWords(whole)
  return `${((period.length - period.used) / 86_400).toFixed(1)} days`
}

const dayWords = (days: number) => `${formatCount(days)} ${days === 1 ? 'day' : 'days'}`
