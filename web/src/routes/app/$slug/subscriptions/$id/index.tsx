import { createFileRoute } from '@tanstack/react-router'
import { SubscriptionPage } from '#web/subscriptions/subscription-page.tsx'

export const Route = createFileRoute('/app/$slug/subscriptions/$id/')({ component: SubscriptionPage })
