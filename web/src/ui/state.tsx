import type { ReactNode } from 'react'
import { isStatus, messageOf } from '#web/api/problem.ts'
import { Button } from '#web/ui/button.tsx'
import { useTitle } from '#web/ui/title.ts'

/** First use (one sentence, one action) or no match (Clear filters). */
export function Empty({
  title,
  children,
  action,
  art,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
  art?: ReactNode
}) {
  return (
    <div className="grid justify-items-center gap-1.5 px-4 py-16 text-center">
      {art && <div className="pb-2 text-ink-3">{art}</div>}
      <p className="text-base font-semibold">{title}</p>
      {children && <p className="max-w-sm text-sm text-balance text-ink-2">{children}</p>}
      {action && <div className="pt-3">{action}</div>}
    </div>
  )
}

/** The cause in words, and a way to try again. */
export function ErrorState({ title, error, onRetry }: { title: string; error: unknown; onRetry?: () => void }) {
  return (
    <div role="alert" className="grid justify-items-center gap-1.5 px-4 py-16 text-center">
      <p className="text-base font-semibold">{title}</p>
      <p className="max-w-md text-sm text-ink-2">{messageOf(error)}</p>
      {onRetry && (
        <Button className="mt-3" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}

/** In the place of a page whose record is not there or cannot be had; the children lead out. */
export function PageError(props: { title: string; error: unknown; onRetry: () => void; children: ReactNode }) {
  const isMissing = isStatus(props.error, 404)
  const title = isMissing ? 'Not found' : props.title
  useTitle(title)
  return (
    <div role="alert" className="grid justify-items-center gap-1.5 px-4 py-24 text-center">
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <p className="max-w-md text-sm text-ink-2">{messageOf(props.error)}</p>
      <div className="flex gap-2 pt-3">
        {!isMissing && <Button onClick={props.onRetry}>Try again</Button>}
        {props.children}
      </div>
    </div>
  )
}

/** A bar the height of a line of text; give it a width. */
export function Skeleton({ className = 'h-4 w-full' }: { className?: string }) {
  return <div aria-hidden className={`skeleton ${className}`} />
}
