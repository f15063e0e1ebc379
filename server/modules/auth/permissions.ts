import { type Role, roles } from '#modules/organizations/schemas.ts'

const everybody = roles
const managers = ['owner', 'admin'] as const
/** Those who see the whole business; an accountant sees its money alone, a DPO personal data and what happened to it. */
const business = ['owner', 'admin', 'member', 'viewer'] as const
const books = ['owner', 'admin', 'member', 'accountant'] as const

/** Who may do what, in one table. A route names one of these; the web app asks the server and repeats no rule. */
const rolesOf = {
  'organizations.read': everybody,
  'organizations.write': managers,
  'organizations.secure': managers,
  'organizations.leave': everybody,
  'members.read': business,
  'members.write': managers,
  'invitations.read': managers,
  'invitations.write': managers,
  'ownership.transfer': ['owner'],
  'ownership.answer': everybody,
  'api_keys.read': managers,
  'api_keys.write': managers,
  'api_keys.rotate': managers,
  'api_keys.revoke': managers,
  'customers.read': [...business, 'accountant', 'dpo'],
  'customers.write': books,
  'gst.read': [...business, 'accountant'],
  'invoices.read': [...business, 'accountant'],
  'invoices.write': books,
  'invoices.issue': books,
  'invoices.void': books,
  'payments.read': [...business, 'accountant'],
  'payments.write': books,
  'events.read': [...business, 'dpo'],
  // That something changed, without what: every open page wants to know when to read again.
  'events.follow': everybody,
  'events.export': [...managers, 'dpo'],
  'events.verify': [...managers, 'dpo'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof rolesOf

export const permissions: ReadonlySet<string> = new Set(Object.keys(rolesOf))

const byRole = new Map<Role, ReadonlySet<string>>()

export function permissionsOf(role: Role): ReadonlySet<string> {
  const known = byRole.get(role)
  if (known) return known
  const allowed = Object.entries(rolesOf).filter(([, having]) => (having as readonly Role[]).includes(role))
  const set = new Set(allowed.map(([permission]) => permission))
  byRole.set(role, set)
  return set
}
