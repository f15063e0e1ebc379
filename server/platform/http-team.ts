import type { FastifyRequest } from 'fastify'
import { type Pool, read } from './database.ts'
import type { Gatekeeper } from './http-access.ts'

type Options = { pool: Pool; gatekeeper: Gatekeeper; clock: () => Temporal.Instant }

/** Whether who sends the request belongs to the organisation. A credential that is none, or none any more, is nobody's. */
export async function isFromTeam(
  request: FastifyRequest,
  organization_id: string,
  { pool, gatekeeper, clock }: Options,
): Promise<boolean> {
  const credential = await Promise.resolve(gatekeeper.credentialOf(request)).catch(() => undefined)
  if (!credential) return false
  const now = clock()
  let is_theirs = false
  await read(pool, undefined, async () => undefined, {
    query: gatekeeper.callerQuery(credential, organization_id, now),
    check: (rows) => {
      is_theirs = gatekeeper.callerFrom(credential, rows, request, now)?.permissions !== undefined
    },
  })
  return is_theirs
}
