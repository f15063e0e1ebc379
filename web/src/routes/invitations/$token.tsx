import { createFileRoute } from '@tanstack/react-router'
import { InvitationPage } from '#web/organizations/invitation-page.tsx'

export const Route = createFileRoute('/invitations/$token')({ component: InvitationPage })
