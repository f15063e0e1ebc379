import { type ReactNode, useId } from 'react'

/** One titled block of a lead's page. */
export function Card({ title, figure, children }: { title: string; figure?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="h-fit min-w-0 rounded-lg border border-line bg-surface px-4 py-3 shadow-card"
    >
      <div className="flex items-baseline gap-2 pb-1.5">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {figure !== undefined && <span className="ml-auto text-sm text-ink-2 tabular-nums">{figure}</span>}
      </div>
      {children}
    </section>
  )
}
