import { scaleBand, scaleLinear } from 'd3-scale'
import { useEffect, useRef, useState } from 'react'
import type { Usage } from '#modules/usage/schemas.ts'
import { formatDate, formatMonth } from '#web/api/format.ts'
import { cx } from '#web/ui/cx.ts'
import { formatQuantity } from '#web/usage/format-quantity.ts'

const height = 240
const margin = { top: 12, bottom: 26, left: 52 }
const short = new Intl.NumberFormat('en-SG', { notation: 'compact', maximumFractionDigits: 1 })

/** A bar a day; the list behind it says the same to whoever cannot see it. */
export function UsageChart({ meter: { points, unit } }: { meter: Usage['data'][number] }) {
  const [box, width] = useWidth()
  const [shown, setShown] = useState<string>()
  const days = points.map(({ date, quantity }) => ({ date, quantity, value: Number(quantity) }))
  const x = scaleBand(
    days.map(({ date }) => date),
    [margin.left, width],
  ).padding(0.25)
  const y = scaleLinear([0, Math.max(1, ...days.map(({ value }) => value))], [height - margin.bottom, margin.top]).nice(
    4,
  )
  const bar = Math.max(1, x.bandwidth())
  const step = x.step()
  // A label needs some fifty pixels; the last day always has one.
  const every = Math.max(1, Math.ceil(52 / step))
  const tip = days.find(({ date }) => date === shown)

  return (
    <div ref={box} className="relative" style={{ height }} onPointerLeave={() => setShown(undefined)}>
      <svg width={width} height={height} aria-hidden className="absolute inset-0 block">
        {y.ticks(4).map((tick) => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line x1={margin.left} x2={width} className={tick === 0 ? 'stroke-line-strong' : 'stroke-line'} />
            <text x={margin.left - 8} dy="0.32em" textAnchor="end" className="fill-ink-3 text-xs tabular-nums">
              {short.format(tick)}
            </text>
          </g>
        ))}
        {days.map(({ date, value }, index) => (
          <g key={date} onPointerEnter={() => setShown(date)}>
            <rect
              x={(x(date) ?? 0) - (step - bar) / 2}
              width={step}
              height={height}
              className={shown === date ? 'fill-sunken' : 'fill-transparent'}
            />
            <rect
              x={x(date) ?? 0}
              y={y(value)}
              width={bar}
              height={Math.max(0, y(0) - y(value))}
              rx={Math.min(2, bar / 2)}
              className="fill-primary"
            />
            {(days.length - 1 - index) % every === 0 && (x(date) ?? 0) > margin.left + 12 && (
              <text
                x={Math.min((x(date) ?? 0) + bar / 2, width - 22)}
                y={height - 8}
                textAnchor="middle"
                className={cx('text-xs', shown === date ? 'fill-ink' : 'fill-ink-3')}
              >
                {Number(date.slice(8))} {formatMonth(date)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <ul aria-label="Use by day" className="sr-only">
        {days.map(({ date, quantity }) => (
          <li key={date}>
            {formatDate(date)}: {formatQuantity(quantity)} {unit}
          </li>
        ))}
      </ul>
      {tip && (
        <p
          aria-hidden
          className="pointer-events-none absolute top-1 right-0 z-1 rounded-lg border border-line bg-raised px-3 py-1.5 text-xs tabular-nums shadow-pop"
        >
          {formatDate(tip.date)}: <span className="font-medium">{formatQuantity(tip.quantity)}</span> {unit}
        </p>
      )}
    </div>
  )
}

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
