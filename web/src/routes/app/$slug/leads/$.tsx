import { createFileRoute } from '@tanstack/react-router'
import { LeadPages } from '#web/leads/lead-pages.tsx'

/** One route for the board, the table, a lead and its edit; they read the search themselves. */
export const Route = createFileRoute('/app/$slug/leads/$')({
  component: LeadPages,
})
