import { createFileRoute } from '@tanstack/react-router'
import { LadderPage } from '#web/dunning/ladder-page.tsx'

export const Route = createFileRoute('/app/$slug/settings/reminders')({ component: LadderPage })
