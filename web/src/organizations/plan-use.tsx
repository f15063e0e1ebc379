import { formatCount } from '#web/api/format.ts'
import { cx } from '#web/ui/cx.ts'

type Props = { label: string; hint: string; used: number; limit: number | null }

/** A bar of what is used against what there is; the figures say the same to whoever cannot see it. */
export function PlanUse({ label, hint, used, limit }: Props) {
  const share = limit === null ? 0 : limit === 0 ? 1 : Math.min(used / limit, 1)
  const isFull = limit !== null && used >= limit
  const tone = isFull ? 'bg-bad' : share >= 0.8 ? 'bg-warn' : 'bg-primary'
  return (
    <div className="grid gap-1.5">
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-medium">{label}</span>
        <span className="text-ink-2">{hint}</span>
        <span className="ml-auto tabular-nums">
          {limit === null ? `${formatCount(used)}, no limit` : `${formatCount(used)} of ${formatCount(limit)}`}
        </span>
      </p>
      {limit !== null && (
        <div aria-hidden className="h-2 overflow-hidden rounded-full bg-mute-bg">
          <div className={cx('h-full rounded-full', tone)} style={{ width: `${share * 100}%` }} />
        </div>
      )}
      {isFull && <p className="text-sm text-bad">All are used. A larger plan has more.</p>}
    </div>
  )
}
