import { createFileRoute } from '@tanstack/react-router'
import { keepTexts } from '#web/api/search-params.ts'
import { RenewalsPage } from '#web/renewals/renewals-page.tsx'

export const Route = createFileRoute('/app/$slug/renewals/')({
  validateSearch: keepTexts<{ cursor?: string }>('cursor'),
  component: RenewalsPage,
})
