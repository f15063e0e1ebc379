import { createFileRoute } from '@tanstack/react-router'
import { enterConsole } from '#web/operator/enter-console.ts'
import { OperatorPage } from '#web/operator/operator-page.tsx'
import { readOperatorSearch } from '#web/operator/search.ts'

/** One route for the whole console: those who need it are few, and each route is a burden on the first load of all. */
export const Route = createFileRoute('/operator/$')({
  validateSearch: readOperatorSearch,
  // The loader travels with the page: nobody else carries it.
  codeSplitGroupings: [['component', 'loader']],
  loader: ({ context, location }) => enterConsole(context.queryClient, location.href),
  component: OperatorPage,
})
