import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem, unavailable } from './errors.ts'
import { accessOf, type Gatekeeper, isRead, isUnasked, namedOrganization } from './http-access.ts'
import { addressBucket, type Charge, type RateLimiter } from './rate-limit.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How many ordinary requests one of these counts for; 1 under /api/, else nothing. */
    cost?: number
  }
}

type Options = { limiter: RateLimiter; gatekeeper: Gatekeeper; clock: () => Temporal.Instant }

/** Credentials that were let in lately, with those whose quota they use. Past this many the first are forgotten. */
const knownMax = 20_000

/**
 * Counts each request before anything is asked of the database: for the user and the organisation when its credential
 * was let in before, else for the address. If the limiter itself fails, reads pass and everything else is refused.
 */
export function limitRates(app: FastifyInstance, { limiter, gatekeeper, clock }: Options): void {
  const known = new Map<string, Charge[]>()

  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, cost: route.config?.cost ?? (route.url.startsWith('/api/') ? 1 : 0) }
  })

  app.addHook('onRequest', (request, reply, done) => {
    const { cost } = request.routeOptions.config
    if (!cost) return done()
    const charges = known.get(nameOf(request, gatekeeper)) ?? [
      { policy: 'address' as const, id: addressBucket(request.ip) },
    ]
    try {
      const standing = limiter.charge(charges, cost, clock().epochMilliseconds)
      reply.header('ratelimit-policy', standing.policies).header('ratelimit', standing.limits)
      if (standing.violated.length) return done(quotaExceeded(standing))
    } catch (error) {
      request.log.error({ error }, 'requests are not counted')
      if (!isRead(request))
        return done(unavailable('server.busy', 'The server is too busy to do this just now. Try again in a moment.', 5))
    }
    return done()
  })

  app.addHook('onResponse', (request, reply, done) => {
    const name = nameOf(request, gatekeeper)
    const { actor, organization_id, is_stranger } = accessOf(request) ?? {}
    // Who was sent away uses up nothing of those they belonged to.
    if (is_stranger) known.delete(name)
    if (name && actor?.id && reply.statusCode < 400 && !known.has(name)) {
      const user = { policy: 'user' as const, id: `${actor.kind} ${actor.id}` }
      known.set(name, organization_id ? [user, { policy: 'organization', id: organization_id }] : [user])
      if (known.size > knownMax) known.delete(known.keys().next().value!)
    }
    done()
  })
}

/** What it shows of who sends it, and where to; empty where nobody is asked. */
function nameOf(request: FastifyRequest, gatekeeper: Gatekeeper): string {
  const { permission } = request.routeOptions.config
  if (isUnasked(permission)) return ''
  const secret = gatekeeper.secretOf(request)
  if (!secret) return ''
  return `${permission === 'signed_in' ? '' : (namedOrganization(request)?.toLowerCase() ?? '')} ${secret}`
}

function quotaExceeded({ violated, retry_after_s }: { violated: string[]; retry_after_s: number }): Problem {
  return new Problem(
    429,
    'request.quota_exceeded',
    `Too many requests in a short time. Try again in ${retry_after_s} seconds.`,
    {
      type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
      members: { 'violated-policies': violated },
      headers: { 'retry-after': String(retry_after_s) },
    },
  )
}
