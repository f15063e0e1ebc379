import { createFileRoute } from '@tanstack/react-router'
import { CustomersPage } from '#web/customers/customers-page.tsx'
import { customerCountQuery, customersQuery } from '#web/customers/queries.ts'
import { readCustomerSearch } from '#web/customers/search.ts'

export const Route = createFileRoute('/app/$slug/customers/')({
  // The loader travels with the page: its query would burden the first load of every other.
  codeSplitGroupings: [['component', 'loader']],
  validateSearch: readCustomerSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => {
    void queryClient.prefetchQuery(customerCountQuery(deps))
    void queryClient.prefetchQuery(customersQuery(deps))
  },
  component: CustomersPage,
})
