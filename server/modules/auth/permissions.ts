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
  'organizations.choose_plan': managers,
  'organizations.advance_clock': managers,
  'organizations.leave': everybody,
  'members.read': business,
  'members.write': managers,
  'invitations.read': managers,
  'invitations.write': managers,
  'roles.read': business,
  'roles.write': managers,
  'support.read': [...managers, 'dpo'],
  'support.grant': managers,
  'support.revoke': managers,
  'ownership.transfer': ['owner'],
  'ownership.answer': everybody,
  'api_keys.read': managers,
  'api_keys.write': managers,
  'api_keys.rotate': managers,
  'api_keys.revoke': managers,
  'customers.read': [...business, 'accountant', 'dpo'],
  'customers.write': books,
  'leads.read': [...business, 'dpo'],
  'leads.write': ['owner', 'admin', 'member'],
  'leads.import': ['owner', 'admin', 'member'],
  'leads.export': managers,
  'leads.convert': ['owner', 'admin', 'member'],
  'lead_flow.read': business,
  'leads.merge': ['owner', 'admin', 'member'],
  'saved_views.write': [...business, 'dpo'],
  'saved_views.share': ['owner', 'admin', 'member'],
  'lead_forms.read': [...business, 'dpo'],
  'lead_forms.write': managers,
  'lead_submissions.read': [...business, 'dpo'],
  'lead_submissions.write': ['owner', 'admin', 'member'],
  'quotations.read': [...business, 'accountant'],
  'quotations.write': books,
  'lead_rules.read': business,
  'lead_rules.write': managers,
  'lead_settings.write': managers,
  'plans.read': [...business, 'accountant'],
  'plans.write': managers,
  'subscriptions.read': [...business, 'accountant'],
  'subscriptions.write': books,
  'usage.read': [...business, 'accountant'],
  'usage.write': books,
  'renewals.read': [...business, 'accountant'],
  'renewals.run': books,
  'gst.read': [...business, 'accountant'],
  'invoices.read': [...business, 'accountant'],
  'invoices.download': books,
  'invoices.write': books,
  'invoices.issue': books,
  'invoices.send': books,
  'invoices.void': books,
  'invoices.write_off': books,
  'credit_notes.issue': books,
  'pay_links.write': books,
  'payments.read': [...business, 'accountant'],
  'payments.write': books,
  'payments.refund': books,
  'bank.read': [...business, 'accountant'],
  'bank.write': books,
  'stripe.read': [...business, 'accountant'],
  'stripe.connect': managers,
  'stripe.write': managers,
  'dunning.read': [...business, 'accountant'],
  'dunning.write': books,
  'dunning.remind': books,
  'statements.read': [...business, 'accountant'],
  'statements.send': books,
  'portal.read': [...business, 'accountant'],
  'portal.write': managers,
  'portal_links.send': books,
  'portal_sessions.end': books,
  'interest.read': [...business, 'accountant'],
  'interest.write': books,
  'interest.charge': books,
  'interest.waive': books,
  'accounting.read': [...business, 'accountant'],
  'accounting.write': books,
  'accounting.export': books,
  'events.read': [...business, 'dpo'],
  // That something changed, without what: every open page wants to know when to read again.
  'events.follow': everybody,
  'events.export': [...managers, 'dpo'],
  'events.verify': [...managers, 'dpo'],
} as const satisfies Record<string, readonly Role[]>

/** What runs the installation: in the operator's organisation, and nobody's in any other. */
const operatorRolesOf = {
  'operator.read': managers,
  'operator.write': managers,
} as const satisfies Record<string, readonly Role[]>

/** What an operator may change who was let in to help, beside reading what the other may read; never who may come in. */
const supportMayChange: ReadonlySet<string> = new Set([
  'customers.write',
  'leads.write',
  'leads.merge',
  'quotations.write',
  'lead_submissions.write',
  'subscriptions.write',
  'invoices.write',
  'invoices.issue',
  'invoices.void',
  'invoices.write_off',
  'credit_notes.issue',
  'payments.write',
  'interest.charge',
  'interest.waive',
  'dunning.write',
] satisfies Permission[])

/** What belongs to being a member at all: to come in, to hear that something changed, to answer, to go. */
export const commonPermissions: readonly string[] = Object.entries(rolesOf)
  .filter(([, having]) => having === everybody)
  .map(([permission]) => permission)

/** What guards who comes in: it runs on our time, wherever the clock of an organisation was moved to. */
const realTimeAreas: ReadonlySet<string> = new Set([
  'members',
  'invitations',
  'roles',
  'support',
  'ownership',
  'api_keys',
  'operator',
])
export const isInRealTime = (permission: string): boolean => realTimeAreas.has(permission.split('.')[0]!)

export type Permission = keyof typeof rolesOf | keyof typeof operatorRolesOf
export type Place = 'organization' | 'operator'

export const permissions: ReadonlySet<string> = new Set(Object.keys({ ...rolesOf, ...operatorRolesOf }))

const byRole = { organization: tableOf(rolesOf), operator: tableOf({ ...rolesOf, ...operatorRolesOf }) }

function tableOf(having: Record<string, readonly Role[]>): ReadonlyMap<Role, ReadonlySet<string>> {
  const of = (role: Role) => Object.keys(having).filter((permission) => having[permission]!.includes(role))
  return new Map(roles.map((role) => [role, new Set(of(role))]))
}

export function permissionsOf(role: Role, place: Place = 'organization'): ReadonlySet<string> {
  return byRole[place].get(role)!
}

/** Of an operator who stands in for somebody with these. */
export function supportPermissionsOf(theirs: ReadonlySet<string>, is_read_only: boolean): ReadonlySet<string> {
  const allowed = [...theirs].filter(
    (permission) => /\.(read|follow)$/.test(permission) || (!is_read_only && supportMayChange.has(permission)),
  )
  return new Set(allowed)
}
