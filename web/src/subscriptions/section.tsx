import { type ReactNode, useId } from 'react'

/** One block of the page: its heading, what can be done in it, and what it holds. */
export function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="flex min-h-9 items-center gap-3 pb-1">
        <h2 id={id} className="flex-1 text-base font-semibold">
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  )
}

/** A few short rows, each with a figure and perhaps a button. */
export function Rows({ children }: { children: ReactNode }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface text-sm shadow-card">{children}</ul>
  )
}

export function Row({ words, note, figure, action }: Record<'words' | 'note' | 'figure' | 'action', ReactNode>) {
  return (
    <li className="flex min-h-9 items-center gap-3 py-1 pr-2 pl-4">
      <span className="min-w-0 flex-1 wrap-anywhere">
        <span className="font-medium">{words}</span>
        {note && <span className="text-ink-2"> · {note}</span>}
      </span>
      <span className="tabular-nums">{figure}</span>
      {action}
    </li>
  )
}

export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="rounded-lg border border-dashed border-line px-4 py-3 text-sm text-ink-2">{children}</p>
)
