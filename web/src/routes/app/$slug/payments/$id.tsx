import { createFileRoute } from '@tanstack/react-router'
import { PaymentPage } from '#web/payments/payment-page.tsx'

export const Route = createFileRoute('/app/$slug/payments/$id')({ component: PaymentPage })
