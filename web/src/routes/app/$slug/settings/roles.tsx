import { createFileRoute } from '@tanstack/react-router'
import { RolesPage } from '#web/roles/roles-page.tsx'

export const Route = createFileRoute('/app/$slug/settings/roles')({ component: RolesPage })
