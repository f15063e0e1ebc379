import { createFileRoute } from '@tanstack/react-router'
import { ChangePage } from '#web/subscriptions/change-page.tsx'

export const Route = createFileRoute('/app/$slug/subscriptions/$id/change')({ component: ChangePage })
