import type { ReactNode } from 'react'
import { useTitle } from '#web/ui/title.ts'

/** Every page's top: h1 and count on the left, actions on the right, the same height everywhere; also sets the title. */
export function PageHeader(props: {
  title: string
  section?: string
  sub?: ReactNode
  back?: ReactNode
  badge?: ReactNode
  children?: ReactNode
}) {
  useTitle(props.title, props.section)
  return (
    <header className="pb-4">
      {props.back && <div className="pb-1 text-sm wrap-anywhere print:hidden">{props.back}</div>}
      <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 text-xl leading-7 font-semibold tracking-tight wrap-anywhere">{props.title}</h1>
        {props.badge}
        {props.sub !== undefined && <p className="text-sm text-ink-2 tabular-nums wrap-anywhere">{props.sub}</p>}
        {props.children && (
          <div className="ml-auto flex flex-wrap items-center gap-2 print:hidden">{props.children}</div>
        )}
      </div>
    </header>
  )
}
