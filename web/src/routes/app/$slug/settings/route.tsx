import { createFileRoute } from '@tanstack/react-router'
import { SettingsLayout } from '#web/organizations/settings-layout.tsx'

export const Route = createFileRoute('/app/$slug/settings')({ component: SettingsLayout })
