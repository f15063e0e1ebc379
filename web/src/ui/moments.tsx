import type { ReactNode } from 'react'
import { cx } from '#web/ui/cx.ts'
import { TimeText } from '#web/ui/date.tsx'

export type Moment = { key: string; at?: string | undefined; title: ReactNode; note?: ReactNode; tone: string }

/** What has happened to a document, oldest first. */
export function Moments({ moments }: { moments: Moment[] }) {
  return (
    <section aria-labelledby="life" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <h2 id="life" className="pb-2 text-base font-semibold">
        Life line
      </h2>
      <ol>
        {moments.map(({ key, at, title, note, tone }, index) => (
          <li key={key} className="relative flex gap-3 pb-3 last:pb-0">
            {index < moments.length - 1 && (
              <span aria-hidden className="absolute top-4 bottom-0 left-[5px] w-px bg-line" />
            )}
            <span aria-hidden className={cx('mt-1 size-[11px] shrink-0 rounded-full', tone)} />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-medium">{title}</span>
                {at && (
                  <span className="text-xs text-ink-3">
                    <TimeText value={at} />
                  </span>
                )}
              </p>
              {note && <p className="text-sm break-words text-ink-2">{note}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
