import { createFileRoute, redirect } from '@tanstack/react-router'

export const Route = createFileRoute('/app/$slug/settings/')({
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/app/$slug/settings/organization', params, replace: true })
  },
})
