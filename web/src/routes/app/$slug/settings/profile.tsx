import { createFileRoute } from '@tanstack/react-router'
import { ProfilePage } from '#web/auth/profile-page.tsx'

export const Route = createFileRoute('/app/$slug/settings/profile')({ component: ProfilePage })
