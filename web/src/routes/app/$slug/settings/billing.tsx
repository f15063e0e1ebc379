import { createFileRoute } from '@tanstack/react-router'
import { BillingRulesPage } from '#web/subscriptions/billing-rules-page.tsx'

export const Route = createFileRoute('/app/$slug/settings/billing')({ component: BillingRulesPage })
