import { createFileRoute } from '@tanstack/react-router'
import { InvitationPage } from '#web/organizations/invitation-page.tsx'
import { invitationPreviewQuery } from '#web/organizations/queries.ts'

export const Route = createFileRoute('/invitations/$token')({
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(invitationPreviewQuery(params.token)),
  component: InvitationPage,
})
