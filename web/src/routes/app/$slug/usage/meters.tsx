import { createFileRoute } from '@tanstack/react-router'
import { MetersPage } from '#web/usage/meters-page.tsx'

export const Route = createFileRoute('/app/$slug/usage/meters')({ component: MetersPage })
