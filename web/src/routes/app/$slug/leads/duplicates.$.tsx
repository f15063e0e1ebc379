import { createFileRoute } from '@tanstack/react-router'
import { DuplicatesPages } from '#web/leads/duplicates-pages.tsx'

/** One route for the list of pairs and for one of them: they read the search themselves. */
export const Route = createFileRoute('/app/$slug/leads/duplicates/$')({
  component: DuplicatesPages,
})
