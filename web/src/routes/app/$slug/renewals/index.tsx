import { createFileRoute } from '@tanstack/react-router'
import { isText } from '#web/api/search-params.ts'
import { RenewalsPage } from '#web/renewals/renewals-page.tsx'

export const Route = createFileRoute('/app/$slug/renewals/')({
  validateSearch: ({ cursor }: Record<string, unknown>): { cursor?: string } =>
    isText(cursor) ? { cursor: String(cursor) } : {},
  component: RenewalsPage,
})
