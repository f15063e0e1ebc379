import { formatCount } from '#web/api/format.ts'

type Props = { rows: { line: number; reason: string }[]; count: number; title?: string; tone?: 'bad' | 'warn' }

/** Lines of a file that need somebody's eye, by where they stand in it. */
export function BadRows({ rows, count, title = 'Left out, for they cannot be read', tone = 'bad' }: Props) {
  return (
    <details
      open={count <= 5}
      className={`max-w-3xl rounded-lg border px-4 py-1 ${tone === 'bad' ? 'border-bad/30 bg-bad-bg' : 'border-warn/30 bg-warn-bg'}`}
    >
      <summary
        className={`min-h-9 content-center text-sm font-medium pointer-coarse:min-h-11 ${tone === 'bad' ? 'text-bad' : 'text-warn'}`}
      >
        {title} ({formatCount(count)})
      </summary>
      <ul className="grid gap-1 pb-2 text-sm">
        {rows.map(({ line, reason }) => (
          <li key={line} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-2">
            <span className="text-ink-2 tabular-nums">Line {formatCount(line)}</span>
            <span className="wrap-anywhere">{reason}</span>
          </li>
        ))}
        {count > rows.length && <li className="text-ink-2">and {formatCount(count - rows.length)} more</li>}
      </ul>
    </details>
  )
}
