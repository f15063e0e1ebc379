import { createFileRoute } from '@tanstack/react-router'
import { goToFirstOrganization } from '#web/app/enter.ts'

export const Route = createFileRoute('/app/')({
  beforeLoad: ({ context, location }) => goToFirstOrganization(context.queryClient, location.href),
})
