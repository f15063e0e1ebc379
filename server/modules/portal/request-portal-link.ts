import type { UserContext } from '#platform/context.ts'
import { queueJob } from '#platform/jobs.ts'
import { sendRequestedLink } from './jobs.ts'
import type { NewPortalLink } from './schemas.ts'

/** Looks at nothing: the answer and its time are the same whoever exists. A job sees what there is to do. */
export function requestPortalLink(ctx: UserContext, slug: string, { email }: NewPortalLink): void {
  queueJob(ctx, sendRequestedLink, { slug, email })
}
