import type { ReactNode } from 'react'
import { messageOf } from '#web/api/problem.ts'
import { Button } from '#web/ui/button.tsx'

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
      {children && <p className="max-w-sm text-sm text-ink-2">{children}</p>}
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

/** A bar the height of a line of text; give it a width. */
export function Skeleton({ className = 'h-4 w-full' }: { className?: string }) {
  return <div aria-hidden className={`skeleton ${className}`} />
}
