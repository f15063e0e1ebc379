import { createFileRoute } from '@tanstack/react-router'
import { MoneyPage } from '#web/payments/money-page.tsx'
import { moneyQuery } from '#web/payments/queries.ts'

export const Route = createFileRoute('/app/$slug/')({
  loader: ({ context }) => void context.queryClient.prefetchQuery(moneyQuery),
  component: MoneyPage,
})
