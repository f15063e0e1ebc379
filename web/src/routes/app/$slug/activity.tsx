import { createFileRoute } from '@tanstack/react-router'
import { ActivityPage } from '#web/events/activity-page.tsx'
import { eventsQuery, parseEventSearch } from '#web/events/queries.ts'

export const Route = createFileRoute('/app/$slug/activity')({
  validateSearch: parseEventSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(eventsQuery(deps)),
  component: ActivityPage,
})
