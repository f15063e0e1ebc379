import { createFileRoute } from '@tanstack/react-router'
import { draftQuery } from '#web/invoices/queries.ts'

export const Route = createFileRoute('/app/$slug/invoices/_editor/drafts/$id')({
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(draftQuery(params.id)),
})
