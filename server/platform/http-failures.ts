import type { FastifyRequest } from 'fastify'
import { accessOf } from './http-access.ts'
import { problemOf, Replay } from './http-problems.ts'

/** A request that failed through a fault of ours: which, whose, and what was thrown. Never what it said. */
export type Failure = {
  at: Temporal.Instant
  request_id: string
  method: string
  route: string
  status: number
  code: string
  organization_id: string | null
  user_id: string | null
  error: unknown
}

/** Undefined when the request was at fault and not we. */
export function failureOf(error: unknown, request: FastifyRequest, now: Temporal.Instant): Failure | undefined {
  if (error instanceof Replay) return undefined
  const { status, code } = problemOf(error, request.id)
  if (status < 500) return undefined
  const access = accessOf(request)
  const isAdmitted = access?.actor !== undefined
  return {
    at: now,
    request_id: request.id,
    method: request.method,
    route: request.routeOptions.url ?? 'unknown',
    status,
    code,
    organization_id: (isAdmitted && access.organization_id) || null,
    user_id: access?.actor?.id ?? null,
    error,
  }
}
