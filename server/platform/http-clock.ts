import type { FastifyRequest } from 'fastify'
import type { Access, Gatekeeper } from './http-access.ts'

/** A read was made for a time that is not the organisation's: it is made again. */
export class ClockMoved extends Error {}

/** Those whose clock is ahead, as far as this process has seen. */
const shifts = new Map<string, number>()

const isInRealTime = ({ routeOptions: { config } }: FastifyRequest, gatekeeper: Gatekeeper): boolean =>
  config.in_real_time === true || gatekeeper.isInRealTime(config.permission!)

/** The question who is asking rides in front of a read, whose time must be known before the answer is. */
export function assumeTime(request: FastifyRequest, access: Access, gatekeeper: Gatekeeper): void {
  const known = shifts.get(access.organization_id ?? '') ?? 0
  access.clock_shift_seconds = isInRealTime(request, gatekeeper) ? 0 : known
}

export function setTime(request: FastifyRequest, access: Access, gatekeeper: Gatekeeper, shift_seconds: number): void {
  const { organization_id } = access
  if (!organization_id || isInRealTime(request, gatekeeper)) return
  access.clock_shift_seconds = shift_seconds
  if (shift_seconds) shifts.set(organization_id, shift_seconds)
  else shifts.delete(organization_id)
}

/** What rode along was made for the time that was assumed. Who was let in needs no gate the second time. */
export function refuseOtherTime(access: Access, check: () => void): void {
  const assumed = access.clock_shift_seconds
  check()
  if (access.clock_shift_seconds === assumed) return
  access.gate = undefined
  throw new ClockMoved()
}
