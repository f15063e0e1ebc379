import { cx } from '#web/ui/cx.ts'

/** The score, louder the higher it is; the figure says it without the colour. */
export function ScoreMark({ score }: { score: number }) {
  return (
    <span
      title={`Score ${score}`}
      className={cx(
        'inline-flex h-5 min-w-7 items-center justify-center rounded px-1.5 text-xs font-semibold tabular-nums',
        score >= 40 ? 'bg-ok-bg text-ok' : score >= 20 ? 'bg-info-bg text-info' : 'bg-mute-bg text-mute',
      )}
    >
      <span className="sr-only">Score </span>
      {score}
    </span>
  )
}
