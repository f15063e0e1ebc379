import type { Role } from '#modules/organizations/schemas.ts'

/** Who may do what, in one table. A route names one of these; the web app asks the server and repeats no rule. */
const rolesOf = {
  'organizations.read': ['owner', 'admin', 'member', 'viewer'],
  'organizations.write': ['owner', 'admin'],
  'customers.read': ['owner', 'admin', 'member', 'viewer'],
  'customers.write': ['owner', 'admin', 'member'],
  'gst.read': ['owner', 'admin', 'member', 'viewer'],
  'invoices.read': ['owner', 'admin', 'member', 'viewer'],
  'invoices.write': ['owner', 'admin', 'member'],
  'invoices.issue': ['owner', 'admin', 'member'],
  'invoices.void': ['owner', 'admin', 'member'],
  'payments.read': ['owner', 'admin', 'member', 'viewer'],
  'payments.write': ['owner', 'admin', 'member'],
  'events.read': ['owner', 'admin', 'member', 'viewer'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof rolesOf

export const permissions: ReadonlySet<string> = new Set(Object.keys(rolesOf))

const byRole = new Map<Role, ReadonlySet<string>>()

export function permissionsOf(role: Role): ReadonlySet<string> {
  const known = byRole.get(role)
  if (known) return known
  const allowed = Object.entries(rolesOf).filter(([, roles]) => (roles as readonly Role[]).includes(role))
  const set = new Set(allowed.map(([permission]) => permission))
  byRole.set(role, set)
  return set
}
