import { createFileRoute } from '@tanstack/react-router'
import { keepTexts } from '#web/api/search-params.ts'
import { TeamPage } from '#web/organizations/team-page.tsx'

export const Route = createFileRoute('/app/$slug/settings/team')({
  validateSearch: keepTexts<{ cursor?: string }>('cursor'),
  component: TeamPage,
})
