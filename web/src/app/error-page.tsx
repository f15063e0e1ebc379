import { useRouter } from '@tanstack/react-router'
import { ErrorState } from '#web/ui/state.tsx'
import { useTitle } from '#web/ui/page-header.tsx'

/** invalidate() runs the loaders again; the boundary's own reset() would only draw the same error. */
export function ErrorPage({ error }: { error: unknown }) {
  const router = useRouter()
  return <ErrorState title="This page could not be loaded" error={error} onRetry={() => void router.invalidate()} />
}

export function NotFoundPage() {
  useTitle('Not found')
  return (
    <div className="grid justify-items-center gap-1.5 px-4 py-24 text-center">
      <p className="text-sm font-semibold text-accent-ink">404</p>
      <h1 className="text-xl font-semibold tracking-tight">There is nothing at this address</h1>
      <p className="text-sm text-ink-2">It may have been moved, or it belongs to another organisation.</p>
      <a href="/app" className="pt-3 text-sm font-medium text-link underline underline-offset-4">
        Go to your organisation
      </a>
    </div>
  )
}
