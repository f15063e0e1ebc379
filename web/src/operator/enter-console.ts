import type { QueryClient } from '@tanstack/react-query'
import { notFound } from '@tanstack/react-router'
import { ensureMe, enterOrganization } from '#web/app/enter.ts'
import { runsInstallation } from '#web/app/session.ts'

/** The console works in the organisation that runs the installation; for anybody else it is not there. */
export async function enterConsole(queryClient: QueryClient, href: string): Promise<void> {
  const own = (await ensureMe(queryClient, href)).organizations.find(runsInstallation)
  if (!own) throw notFound()
  await enterOrganization(queryClient, own.slug, href)
}
