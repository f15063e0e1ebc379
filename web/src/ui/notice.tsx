import type { ReactNode } from 'react'

type Props = { title: string; children: ReactNode; actions: ReactNode }

/** Something is not as expected and a choice is the reader's; what it is about stays on the page. */
export function Notice({ title, children, actions }: Props) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-warn/30 bg-warn-bg px-4 py-3 print:hidden"
    >
      <div className="min-w-0 flex-1 basis-72 text-sm">
        <p className="font-semibold text-warn">{title}</p>
        <p className="text-ink-2">{children}</p>
      </div>
      <div className="flex gap-2">{actions}</div>
    </div>
  )
}
