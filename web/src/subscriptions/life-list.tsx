import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Moment, Tone } from '#web/subscriptions/life.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { DateText } from '#web/ui/date.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'

const few = 8
const tones: Record<Tone, string> = {
  plain: 'bg-primary',
  good: 'bg-ok',
  bad: 'bg-danger',
  rest: 'bg-line-strong',
  end: 'bg-ink-2',
}
const shapes: Record<Moment['row'], string> = {
  change: 'rotate-45 size-2',
  invoice: 'h-2.5 w-2',
  payment: 'rounded-full size-2',
}

/** The life line in words, newest first. */
export function LifeList({ moments }: { moments: Moment[] }) {
  const [isWhole, setWhole] = useState(false)
  const newest = moments.toReversed()
  const rest = newest.length - few
  const isHashed = newest.slice(few).some(({ id }) => location.hash === `#${id}`)
  const listed = isWhole || isHashed ? newest : newest.slice(0, few)
  return (
    <>
      <ol className="border-t border-line">
        {listed.map((moment) => (
          <li
            key={moment.id}
            id={moment.id}
            className="grid min-h-8 grid-cols-[6.5rem_1rem_minmax(0,1fr)] items-center gap-x-2 border-b border-line py-1 text-sm last:border-0 target:bg-hover max-md:grid-cols-[5.75rem_1rem_minmax(0,1fr)]"
          >
            <span className="text-ink-2 tabular-nums">
              <DateText value={moment.date} />
            </span>
            <span aria-hidden className={cx('justify-self-center', shapes[moment.row], tones[moment.tone])} />
            <span className="min-w-0 wrap-anywhere">
              {moment.invoice_id ? (
                <Link
                  from="/app/$slug"
                  to="/app/$slug/invoices/$id"
                  params={{ id: moment.invoice_id }}
                  className={textLinkClass}
                >
                  {moment.title}
                </Link>
              ) : (
                <span className="font-medium">{moment.title}</span>
              )}
              {moment.note && <span className="text-ink-2"> · {moment.note}</span>}
            </span>
          </li>
        ))}
      </ol>
      {!isWhole && !isHashed && rest > 0 && (
        <Button variant="ghost" size="sm" onClick={() => setWhole(true)}>
          Show {rest} earlier
        </Button>
      )}
    </>
  )
}
