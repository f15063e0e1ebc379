import { useId } from 'react'
import { formatCount } from '#web/api/format.ts'

type Props = { label: string; done: number; total: number; unit: 'rows' | 'bytes' }

/** How far it is, in figures and as a bar. */
export function Progress({ label, done, total, unit }: Props) {
  const id = useId()
  const said =
    unit === 'rows'
      ? `${formatCount(done)} of ${formatCount(total)} rows`
      : `${megabytes(done)} of ${megabytes(total)} MB`
  return (
    <div className="grid gap-1.5">
      <p id={id} className="flex flex-wrap justify-between gap-x-4 text-sm tabular-nums">
        <span className="font-medium">{label}</span>
        <span className="text-ink-2">{said}</span>
      </p>
      <progress
        aria-labelledby={id}
        max={Math.max(total, 1)}
        value={done}
        className="h-2 w-full overflow-hidden rounded-full bg-sunken accent-primary"
      />
    </div>
  )
}

const megabytes = (bytes: number) => (bytes / 1_048_576).toFixed(1)
