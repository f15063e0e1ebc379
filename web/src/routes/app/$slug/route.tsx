import { createFileRoute } from '@tanstack/react-router'
import { enterOrganization } from '#web/app/enter.ts'
import { Shell } from '#web/app/shell.tsx'

export const Route = createFileRoute('/app/$slug')({
  beforeLoad: ({ context, params, location }) => enterOrganization(context.queryClient, params.slug, location.href),
  component: Shell,
})
