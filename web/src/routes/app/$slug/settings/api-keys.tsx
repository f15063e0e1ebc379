import { createFileRoute } from '@tanstack/react-router'
import { ApiKeysPage } from '#web/api-keys/api-keys-page.tsx'
import { keepTexts } from '#web/api/search-params.ts'

export const Route = createFileRoute('/app/$slug/settings/api-keys')({
  validateSearch: keepTexts<{ cursor?: string }>('cursor'),
  component: ApiKeysPage,
})
