import { getRouteApi } from '@tanstack/react-router'
import { MetersPage } from '#web/usage/meters-page.tsx'
import { UsagePage } from '#web/usage/usage-page.tsx'

const route = getRouteApi('/app/$slug/usage/$')

/** /usage and /usage/meters. */
export function UsagePages() {
  return route.useParams()._splat === 'meters' ? <MetersPage /> : <UsagePage />
}
