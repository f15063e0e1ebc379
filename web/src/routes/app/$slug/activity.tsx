import { createFileRoute } from '@tanstack/react-router'
import { ActivityPage } from '#web/events/activity-page.tsx'
import { eventsQuery } from '#web/events/queries.ts'
import { parseEventSearch } from '#web/events/search.ts'

export const Route = createFileRoute('/app/$slug/activity')({
  // The loader travels with the page: its query would burden the first load of every other.
  codeSplitGroupings: [['component', 'loader']],
  validateSearch: parseEventSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(eventsQuery(deps)),
  component: ActivityPage,
})
