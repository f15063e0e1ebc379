import { createFileRoute, redirect } from '@tanstack/react-router'
import { MoneyPage } from '#web/payments/money-page.tsx'
import { moneyQuery } from '#web/payments/queries.ts'

export const Route = createFileRoute('/app/$slug/')({
  // Who may not see the money begins where everybody may be.
  beforeLoad: ({ context, params }) => {
    if (!context.organization.permissions.includes('payments.read'))
      throw redirect({ to: '/app/$slug/customers', params, replace: true })
  },
  loader: ({ context }) => void context.queryClient.prefetchQuery(moneyQuery),
  component: MoneyPage,
})
