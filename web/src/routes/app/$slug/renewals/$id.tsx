import { createFileRoute } from '@tanstack/react-router'
import { RunPage } from '#web/renewals/run-page.tsx'

export const Route = createFileRoute('/app/$slug/renewals/$id')({ component: RunPage })
