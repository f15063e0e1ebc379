import { createFileRoute } from '@tanstack/react-router'
import { draftQuery } from '#web/invoices/queries.ts'

export const Route = createFileRoute('/app/$slug/invoices/_editor/drafts/$id')({
  // The loader travels with the page: its query would burden the first load of every other.
  codeSplitGroupings: [['component', 'loader']],
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(draftQuery(params.id)),
})
