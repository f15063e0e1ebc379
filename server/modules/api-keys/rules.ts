import { permissionsHeld } from '#modules/auth/role-catalogue.ts'
import type { Held } from '#modules/organizations/schemas.ts'
import { type ApiKey, type Scope, scopes } from './schemas.ts'

/** What of the scopes a creator who holds this may do; nothing when they are no member, or disabled. */
export function usableScopes(given: readonly Scope[], held: Holding): Scope[] {
  const { role, permissions } = held
  if (!role) return []
  const allowed = permissionsHeld({ role, permissions })
  return scopes.filter((scope) => given.includes(scope) && allowed.has(scope))
}

/** A membership, or the nothing that a left join finds in its place. */
export type Holding = { role: Held['role'] | null; permissions: Held['permissions'] }

type Life = { revoked_at: string | null; expires_at: string; usable_scopes: Scope[] }

export function statusOf({ revoked_at, expires_at, usable_scopes }: Life, now: Temporal.Instant): ApiKey['status'] {
  if (revoked_at) return 'revoked'
  if (Temporal.Instant.compare(expires_at, now) <= 0) return 'expired'
  return usable_scopes.length ? 'active' : 'suspended'
}

/** An instant so many days ahead; a day is 24 hours here, for a key lives nowhere. */
export const daysAfter = (now: Temporal.Instant, days: number): Temporal.Instant => now.add({ hours: 24 * days })
