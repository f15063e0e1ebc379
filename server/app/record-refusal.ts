import type { FastifyRequest } from 'fastify'
import { recordUserEvent } from '#modules/auth/events.ts'
import { accessRefused } from '#modules/events/events.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import { type Pool, transact } from '#platform/database.ts'
import type { Problem } from '#platform/errors.ts'
import { accessOf } from '#platform/http-access.ts'
import { createRateLimiter } from '#platform/rate-limit.ts'

/** More than these in a minute, from one person or key, say nothing new; each is in the log all the same. */
const recordedPerMinute = 10

/**
 * Puts into the audit trail that somebody was refused what they may not do: of the organisation when they belong to
 * it, else of their account, for a stranger must not be able to fill another's trail.
 */
export function refusalRecorder({ pool }: { pool: Pool }) {
  const limiter = createRateLimiter(recordedPerMinute)

  return async (request: FastifyRequest, problem: Problem): Promise<void> => {
    const { actor, organization_id, now } = accessOf(request) ?? {}
    if (problem.status !== 403 || !actor?.id || !now) return
    const { id } = actor
    if (limiter.charge([{ policy: 'user', id }], 1, now.epochMilliseconds).violated.length) return
    const { method, routeOptions, ip, headers } = request
    const refused = { code: problem.code, route: `${method} ${routeOptions.url}` }
    const isMember = organization_id !== undefined && problem.code !== 'auth.not_a_member'
    await transact(pool, isMember ? organization_id : undefined, async (db) => {
      const user_agent = headers['user-agent']?.slice(0, 300) ?? null
      const ctx = { db, actor, request_id: request.id, ip, user_agent, now }
      if (isMember) recordEvent({ ...ctx, organization_id }, accessRefused, { id, ...refused })
      else if (actor.kind === 'user') recordUserEvent(ctx, 'user.access_refused', id, { ...refused, organization_id })
    })
  }
}
