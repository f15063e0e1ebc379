import { createFileRoute } from '@tanstack/react-router'
import { readUsageSearch } from '#web/usage/search.ts'
import { UsagePage } from '#web/usage/usage-page.tsx'

export const Route = createFileRoute('/app/$slug/usage/')({ validateSearch: readUsageSearch, component: UsagePage })
