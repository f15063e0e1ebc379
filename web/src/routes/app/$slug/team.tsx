import { createFileRoute, redirect } from '@tanstack/react-router'

/** Mails about the ownership lead here. */
export const Route = createFileRoute('/app/$slug/team')({
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/app/$slug/settings/team', params, replace: true })
  },
})
