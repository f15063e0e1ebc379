import { createFileRoute } from '@tanstack/react-router'
import { ApiKeysPage } from '#web/api-keys/api-keys-page.tsx'
import { isText } from '#web/api/search-params.ts'

export const Route = createFileRoute('/app/$slug/settings/api-keys')({
  validateSearch: ({ cursor }: Record<string, unknown>): { cursor?: string } =>
    isText(cursor) ? { cursor: String(cursor) } : {},
  component: ApiKeysPage,
})
