import { createFileRoute } from '@tanstack/react-router'
import { NewSubscriptionPage } from '#web/subscriptions/new-subscription-page.tsx'
import { readNewSubscriptionSearch } from '#web/subscriptions/search.ts'

export const Route = createFileRoute('/app/$slug/subscriptions/new')({
  validateSearch: readNewSubscriptionSearch,
  component: NewSubscriptionPage,
})
