import { createFileRoute } from '@tanstack/react-router'
import { CustomerPage } from '#web/customers/customer-page.tsx'
import { customerQuery } from '#web/customers/queries.ts'

export const Route = createFileRoute('/app/$slug/customers/$id/')({
  // The loader travels with the page: its query would burden the first load of every other.
  codeSplitGroupings: [['component', 'loader']],
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(customerQuery(params.id)),
  component: CustomerPage,
})
