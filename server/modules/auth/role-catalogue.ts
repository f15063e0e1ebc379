import type { Held } from '#modules/organizations/schemas.ts'
import { commonPermissions, type Permission, permissionsOf, type Place } from './permissions.ts'

type Words = Partial<Record<Permission, string>>

/** What a role that an organisation makes may allow, in words, by area and in the order of the screen. */
const areas = {
  Customers: {
    'customers.read': 'See customers',
    'customers.write': 'Add, edit and archive customers',
    'portal.read': 'See the customer portal, and who is in it',
    'portal.write': 'Switch the customer portal on and off, and choose what it shows',
    'portal_links.send': 'Mail customers links to their portal',
    'portal_sessions.end': 'End the portal sessions of customers',
  },
  Leads: {
    'leads.read': 'See leads',
    'leads.write': 'Add, edit, move and assign leads',
    'leads.import': 'Import leads from a file, and undo an import',
    'leads.export': 'Take leads out as a file',
    'leads.convert': 'Make leads customers, with a subscription or a draft',
    'lead_flow.read': 'See what each source of leads brought in',
    'leads.merge': 'Merge leads that are the same person, or say that they are not',
    'saved_views.write': 'Keep views of the list of leads',
    'saved_views.share': 'Share views of leads with the team',
    'lead_forms.read': 'See forms for visitors',
    'lead_forms.write': 'Make and change forms for visitors',
    'lead_submissions.read': 'See what visitors sent',
    'lead_submissions.write': 'Release what was held as spam, or call it spam',
    'lead_rules.read': 'See how leads are scored and given out',
    'lead_rules.write': 'Change how leads are scored and given out',
    'lead_settings.write': 'Change the stages and fields of leads',
  },
  Invoices: {
    'quotations.read': 'See quotations',
    'quotations.write': 'Write and send quotations, note their answers, make invoice drafts of them',
    'invoices.read': 'See drafts, invoices and recurring invoices',
    'invoices.download': 'Have many documents put into one file',
    'invoices.write': 'Write and delete drafts, pause and end recurring invoices',
    'invoices.issue': 'Issue invoices, set up recurring ones',
    'invoices.send': 'Mail invoices to customers',
    'invoices.void': 'Void invoices',
    'invoices.write_off': 'Write off what nobody will pay',
    'credit_notes.issue': 'Issue credit and debit notes',
    'gst.read': 'See GST codes, rates and registrations',
  },
  Subscriptions: {
    'plans.read': 'See plans, prices and coupons',
    'plans.write': 'Change plans, prices, coupons and billing rules',
    'subscriptions.read': 'See subscriptions',
    'subscriptions.write': 'Subscribe customers, change and end subscriptions',
    'renewals.read': 'See renewal runs',
    'renewals.run': 'Start renewal runs',
    'usage.read': 'See what customers used',
    'usage.write': 'Send usage events',
  },
  Payments: {
    'payments.read': 'See payments, what is owed and the books',
    'payments.write': 'Record payments, set them against invoices and take them off',
    'payments.refund': 'Refund payments',
    'bank.read': 'See bank statements and what they are matched to',
    'bank.write': 'Import bank statements and match money to invoices',
    'pay_links.write': 'Replace and revoke the links under which invoices are paid',
    'statements.read': 'See statements of account',
    'statements.send': 'Mail statements of account',
    'stripe.read': 'See how cards are taken, what Stripe sent and what each night found',
    'stripe.write': 'Say how cards are offered and charged, replay what Stripe sent',
    'interest.read': 'See interest on what is late',
    'interest.write': 'Change what paying late costs',
    'interest.charge': 'Charge interest',
    'interest.waive': 'Waive interest',
    'accounting.read': 'See what went to Xero or QuickBooks',
    'accounting.write': 'Change the codes of accounts and GST there',
    'accounting.export': 'Take files for Xero or QuickBooks',
    'dunning.read': 'See reminders, promises and disputes',
    'dunning.write': 'Change the ladder of reminders, pause customers, note promises and disputes',
    'dunning.remind': 'Send reminders by hand',
  },
  'Audit trail': {
    'events.read': 'See who did what',
    'events.export': 'Export the audit trail',
    'events.verify': 'Verify the audit trail',
  },
  Organisation: {
    'organizations.write': 'Edit the details of the organisation',
    'organizations.choose_plan': 'Choose the plan that the organisation pays for',
    'members.read': 'See the team',
    'invitations.read': 'See open invitations',
    'roles.read': 'See what roles allow',
    'support.read': 'See whether the operator was let in',
  },
  'API keys': {
    'api_keys.read': 'See API keys',
    'api_keys.write': 'Make and edit API keys',
    'api_keys.rotate': 'Rotate API keys',
    'api_keys.revoke': 'Revoke API keys',
  },
} as const satisfies Record<string, Words>

/** What stays with owners and admins, for it decides over people, over who comes in and how, over the ownership, and over time. */
export const keptPermissions = [
  'organizations.secure',
  'organizations.advance_clock',
  'members.write',
  'invitations.write',
  'roles.write',
  'stripe.connect',
  'support.grant',
  'support.revoke',
  'ownership.transfer',
] as const satisfies readonly Permission[]

/** What a screen or a verb asks for beside its own. Whoever changes a thing sees it: that is a rule and not listed. */
const needs: { [permission in Permission]?: readonly Permission[] } = {
  'lead_rules.read': ['leads.read', 'members.read'],
  'lead_flow.read': ['leads.read', 'payments.read'],
  'saved_views.write': ['leads.read'],
  'saved_views.share': ['saved_views.write'],
  'lead_forms.read': ['leads.read', 'members.read'],
  'lead_forms.write': ['lead_forms.read'],
  'lead_submissions.read': ['leads.read'],
  'lead_submissions.write': ['lead_submissions.read', 'leads.write'],
  'leads.import': ['leads.write'],
  'leads.export': ['leads.read'],
  'leads.convert': ['leads.write', 'customers.write', 'subscriptions.write', 'invoices.write'],
  'lead_settings.write': ['leads.read'],
  'quotations.read': ['customers.read'],
  'quotations.write': ['gst.read', 'invoices.write'],
  'invoices.read': ['customers.read'],
  'invoices.write': ['gst.read'],
  'payments.read': ['invoices.read'],
  'pay_links.write': ['invoices.read'],
  'stripe.read': ['payments.read'],
  'dunning.read': ['payments.read'],
  'statements.read': ['payments.read'],
  'portal.read': ['customers.read'],
  'portal_links.send': ['portal.read'],
  'portal_sessions.end': ['portal.read'],
  'accounting.read': ['payments.read'],
  'interest.read': ['payments.read'],
  'plans.read': ['gst.read'],
  'subscriptions.read': ['plans.read', 'invoices.read'],
  'renewals.read': ['subscriptions.read'],
  'usage.read': ['customers.read', 'plans.read'],
  'invitations.read': ['members.read'],
  'roles.read': ['members.read'],
}

const words = new Map(Object.values(areas).flatMap((ofArea) => Object.entries(ofArea as Words)))

export type Grantable = { permission: string; area: string; label: string; needs: string[] }
export const grantable: readonly Grantable[] = Object.entries(areas).flatMap(([area, ofArea]) =>
  Object.entries(ofArea).map(([permission, label]) => ({
    permission,
    area,
    label,
    needs: [...withNeeds(permission)].filter((each) => each !== permission),
  })),
)

/** With what these need and what every role has, in the order of the screen. */
export function complete(permissions: readonly string[]): string[] {
  const wanted = new Set(permissions.flatMap((permission) => [...withNeeds(permission)]))
  return [...commonPermissions, ...words.keys().filter((permission) => wanted.has(permission))]
}

function withNeeds(permission: string, found = new Set<string>()): Set<string> {
  if (!words.has(permission) || found.has(permission)) return found
  found.add(permission)
  const seeing = permission.replace(/\.\w+$/, '.read')
  for (const needed of [seeing, ...(needs[permission as Permission] ?? [])]) withNeeds(needed, found)
  return found
}

/**
 * What somebody may do by the role they hold. Of a custom role counts what may be granted today, so that a permission
 * that was taken out of the list is gone everywhere at once; what runs the installation is never among it.
 */
export function permissionsHeld({ role, permissions }: Held, place: Place = 'organization'): ReadonlySet<string> {
  if (role !== 'custom') return permissionsOf(role, place)
  return new Set([...commonPermissions, ...(permissions ?? []).filter((permission) => words.has(permission))])
}
