import { createFileRoute } from '@tanstack/react-router'
import { SecurityPage } from '#web/auth/security-page.tsx'

export const Route = createFileRoute('/app/$slug/settings/security')({ component: SecurityPage })
