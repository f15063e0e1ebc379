import { createFileRoute } from '@tanstack/react-router'
import { isText } from '#web/api/search-params.ts'
import { TeamPage } from '#web/organizations/team-page.tsx'

export const Route = createFileRoute('/app/$slug/settings/team')({
  validateSearch: ({ cursor }: Record<string, unknown>): { cursor?: string } =>
    isText(cursor) ? { cursor: String(cursor) } : {},
  component: TeamPage,
})
