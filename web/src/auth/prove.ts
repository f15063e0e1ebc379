import type { QueryClient } from '@tanstack/react-query'
import type { RegisteredRouter } from '@tanstack/react-router'

/** The remedies of the API client: a dialog where one stands, or the page that leads to a second factor and back. */
export async function prove(code: string, queryClient: QueryClient, router: RegisteredRouter): Promise<void> {
  if (code === 'auth.step_up_required') return (await import('#web/auth/step-up-window.tsx')).askToStepUp(queryClient)
  const { pathname, href } = router.latestLocation
  if (pathname !== '/second-factor')
    await router.navigate({ to: '/second-factor', search: { next: href }, replace: true })
  // Whatever asked is left behind.
  return new Promise(() => {})
}
