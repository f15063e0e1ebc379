import { createFileRoute } from '@tanstack/react-router'
import { NewCustomerPage } from '#web/customers/new-customer-page.tsx'

export const Route = createFileRoute('/app/$slug/customers/new')({ component: NewCustomerPage })
