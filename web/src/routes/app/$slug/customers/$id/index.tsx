import { createFileRoute } from '@tanstack/react-router'
import { CustomerPage } from '#web/customers/customer-page.tsx'
import { customerQuery } from '#web/customers/queries.ts'

export const Route = createFileRoute('/app/$slug/customers/$id/')({
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(customerQuery(params.id)),
  component: CustomerPage,
})
