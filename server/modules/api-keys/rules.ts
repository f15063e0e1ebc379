import { permissionsOf } from '#modules/auth/permissions.ts'
import type { Role } from '#modules/organizations/schemas.ts'
import { type ApiKey, type Scope, scopes } from './schemas.ts'

/** What of the scopes a creator with this role may do; nothing when they are no member, or disabled. */
export function usableScopes(given: readonly Scope[], role: Role | null): Scope[] {
  if (!role) return []
  const allowed = permissionsOf(role)
  return scopes.filter((scope) => given.includes(scope) && allowed.has(scope))
}

type Life = { revoked_at: string | null; expires_at: string; usable_scopes: Scope[] }

export function statusOf({ revoked_at, expires_at, usable_scopes }: Life, now: Temporal.Instant): ApiKey['status'] {
  if (revoked_at) return 'revoked'
  if (Temporal.Instant.compare(expires_at, now) <= 0) return 'expired'
  return usable_scopes.length ? 'active' : 'suspended'
}

/** An instant so many days ahead; a day is 24 hours here, for a key lives nowhere. */
export const daysAfter = (now: Temporal.Instant, days: number): Temporal.Instant => now.add({ hours: 24 * days })
