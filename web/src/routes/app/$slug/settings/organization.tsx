import { createFileRoute } from '@tanstack/react-router'
import { OrganizationPage } from '#web/organizations/organization-page.tsx'

export const Route = createFileRoute('/app/$slug/settings/organization')({ component: OrganizationPage })
