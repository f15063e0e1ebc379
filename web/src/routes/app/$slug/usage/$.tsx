import { createFileRoute } from '@tanstack/react-router'
import { readUsageSearch } from '#web/usage/search.ts'
import { UsagePages } from '#web/usage/usage-pages.tsx'

/** One route for what was used and the meters: each route is a burden on the first load of all. */
export const Route = createFileRoute('/app/$slug/usage/$')({ validateSearch: readUsageSearch, component: UsagePages })
