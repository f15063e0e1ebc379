import { Link } from '@tanstack/react-router'
import { scaleBand, scaleLinear } from 'd3-scale'
import { useEffect, useRef, useState } from 'react'
import type { MoneyOverview } from '#modules/payments/money-schemas.ts'
import { formatMoney, formatMoneyCompact, formatMonth } from '#web/api/format.ts'
import { lastDayOf } from '#web/payments/days.ts'
import { cx } from '#web/ui/cx.ts'

type Month = MoneyOverview['months'][number]
const height = 264
// Outline beside solid, so that the pair stays apart in print and without colour.
const tones = {
  invoiced: 'fill-[color-mix(in_oklab,var(--color-primary)_14%,var(--color-surface))] stroke-primary',
  received: 'fill-primary',
}
const margin = { top: 12, bottom: 26, left: 52 }

/** Invoiced beside received, a pair of bars a month; each month is a link to its invoices. */
export function MonthChart({ months }: { months: Month[] }) {
  const [box, width] = useWidth()
  const [shown, setShown] = useState<string>()
  const x = scaleBand(
    months.map(({ month }) => month),
    [margin.left, width],
  ).padding(0.34)
  const top = Math.max(1, ...months.flatMap((month) => [month.invoiced_cents, month.received_cents]))
  const y = scaleLinear([0, top], [height - margin.bottom, margin.top]).nice(4)
  const bar = Math.max(2, x.bandwidth() / 2 - 1.5)
  const step = x.step()
  const leftOf = (month: string) => (x(month) ?? 0) - (step - x.bandwidth()) / 2
  const tip = months.find(({ month }) => month === shown)

  return (
    <div ref={box} className="relative" style={{ height }}>
      <svg width={width} height={height} aria-hidden className="absolute inset-0 block">
        {y.ticks(4).map((tick) => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line x1={margin.left} x2={width} className={tick === 0 ? 'stroke-line-strong' : 'stroke-line'} />
            <text x={margin.left - 8} dy="0.32em" textAnchor="end" className="fill-ink-3 text-xs tabular-nums">
              {formatMoneyCompact(tick)}
            </text>
          </g>
        ))}
        {months.map(({ month, invoiced_cents, received_cents }, index) => (
          <g key={month}>
            {shown === month && <rect x={leftOf(month)} width={step} height={height} rx={6} className="fill-sunken" />}
            <Bar tone={tones.invoiced} x={x(month) ?? 0} y={y(invoiced_cents)} base={y(0)} width={bar} />
            <Bar tone={tones.received} x={(x(month) ?? 0) + bar + 3} y={y(received_cents)} base={y(0)} width={bar} />
            {(step > 32 || index % 2 === months.length % 2) && (
              <text
                x={(x(month) ?? 0) + x.bandwidth() / 2}
                y={height - 8}
                textAnchor="middle"
                className={cx('text-xs', shown === month ? 'fill-ink' : 'fill-ink-3')}
              >
                {formatMonth(month)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <ul aria-label="Invoiced and received by month" onPointerLeave={() => setShown(undefined)}>
        {months.map((entry) => (
          <li key={entry.month} className="absolute inset-y-0" style={{ left: leftOf(entry.month), width: step }}>
            <Link
              from="/app/$slug"
              to="/app/$slug/invoices"
              search={{ from: `${entry.month}-01`, to: lastDayOf(entry.month) }}
              className="absolute inset-0 rounded-md"
              aria-label={`${label(entry.month)}: invoiced ${formatMoney(entry.invoiced_cents)}, received ${formatMoney(entry.received_cents)}`}
              onPointerEnter={() => setShown(entry.month)}
              onFocus={() => setShown(entry.month)}
              onBlur={() => setShown(undefined)}
            />
          </li>
        ))}
      </ul>
      {tip && <Tip month={tip} left={leftOf(tip.month)} step={step} width={width} />}
    </div>
  )
}

function Bar({ tone, x, y, base, width }: { tone: string; x: number; y: number; base: number; width: number }) {
  return <rect x={x} y={y} width={width} height={Math.max(0, base - y)} rx={Math.min(2, width / 2)} className={tone} />
}

const tipWidth = 190

function Tip({ month, left, step, width }: { month: Month; left: number; step: number; width: number }) {
  const right = left + step + 4
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute top-2 z-1 rounded-lg border border-line bg-raised px-3 py-2 text-xs shadow-pop"
      style={{ width: tipWidth, left: right + tipWidth > width ? Math.max(0, left - tipWidth - 4) : right }}
    >
      <p className="font-medium">{label(month.month)}</p>
      <dl className="mt-1 grid grid-cols-[1fr_auto] gap-x-3 gap-y-0.5 text-ink-2 tabular-nums">
        <dt>Invoiced</dt>
        <dd className="text-ink">{formatMoney(month.invoiced_cents)}</dd>
        <dt>Received</dt>
        <dd className="text-ink">{formatMoney(month.received_cents)}</dd>
      </dl>
      <p className="mt-1 text-ink-3">Click to see its invoices</p>
    </div>
  )
}

export const label = (month: string) => `${formatMonth(month)} ${month.slice(0, 4)}`

function useWidth() {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(640)
  useEffect(() => {
    if (!box.current) return undefined
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 640))
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return [box, width] as const
}
