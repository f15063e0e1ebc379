import { createFileRoute } from '@tanstack/react-router'
import { ensureMe } from '#web/app/enter.ts'
import { WelcomePage } from '#web/organizations/welcome-page.tsx'

export const Route = createFileRoute('/welcome')({
  beforeLoad: async ({ context, location }) => void (await ensureMe(context.queryClient, location.href)),
  component: WelcomePage,
})
