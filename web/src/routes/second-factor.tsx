import { createFileRoute } from '@tanstack/react-router'
import { ensureMe } from '#web/app/enter.ts'
import { parseNext } from '#web/auth/next.ts'
import { SecondFactorPage } from '#web/auth/second-factor-page.tsx'

export const Route = createFileRoute('/second-factor')({
  validateSearch: parseNext,
  beforeLoad: async ({ context, location }) => void (await ensureMe(context.queryClient, location.href)),
  component: SecondFactorPage,
})
