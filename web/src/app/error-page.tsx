import { useRouter } from '@tanstack/react-router'
import { messageOf } from '#web/api/problem.ts'
import { useTitle } from '#web/ui/title.ts'

const look = 'grid justify-items-center gap-1.5 px-4 py-24 text-center'

/** Stands in the first load, so it is plain. invalidate() runs the loaders again; the boundary's own reset() would not. */
export function ErrorPage({ error }: { error: unknown }) {
  const router = useRouter()
  return (
    <div role="alert" className={look}>
      <p className="text-base font-semibold">This page could not be loaded</p>
      <p className="max-w-md text-sm text-ink-2">{messageOf(error)}</p>
      <button
        type="button"
        className="h-11 text-sm font-medium text-link underline underline-offset-4"
        onClick={() => void router.invalidate()}
      >
        Try again
      </button>
    </div>
  )
}

export function NotFoundPage() {
  useTitle('Not found')
  return (
    <div className={look}>
      <p className="text-sm font-semibold text-accent-ink">404</p>
      <h1 className="text-xl font-semibold tracking-tight">There is nothing at this address</h1>
      <p className="text-sm text-ink-2">It may have been moved, or it belongs to another organisation.</p>
      <a href="/app" className="py-3 text-sm font-medium text-link underline underline-offset-4">
        Go to your organisation
      </a>
    </div>
  )
}
