import { createFileRoute } from '@tanstack/react-router'
import { subscriptionCountQuery, subscriptionsQuery } from '#web/subscriptions/queries.ts'
import { readSubscriptionSearch } from '#web/subscriptions/search.ts'
import { SubscriptionsPage } from '#web/subscriptions/subscriptions-page.tsx'

export const Route = createFileRoute('/app/$slug/subscriptions/')({
  codeSplitGroupings: [['component', 'loader']],
  validateSearch: readSubscriptionSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => {
    void queryClient.prefetchQuery(subscriptionCountQuery)
    void queryClient.prefetchQuery(subscriptionsQuery(deps))
  },
  component: SubscriptionsPage,
})
