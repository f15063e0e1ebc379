import { componentOf, resolve, type Schema, withoutNull } from './api-document.ts'
import type { Schemas } from './docs-fields.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export const ids = {
  organization: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b001',
  customer: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b002',
  draft: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b003',
  invoice: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b004',
  payment: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b005',
  user: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b006',
  colleague: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b007',
  invitation: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b008',
  registration: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b009',
  offer: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b00a',
}

/**
 * One story told by every example: Merlion Cloud bills Kopi Kaki eight hours of advice, $1,200.00 and 9 % GST. The key
 * is a field's name, or `Component.field` where the name alone says too little. Running numbers of these UENs were
 * never given out.
 */
const story: Record<string, Json> = {
  name: 'Kopi Kaki Pte. Ltd.',
  'Registration.name': 'Tan Mei Ling',
  'Me.name': 'Tan Mei Ling',
  'NewOrganization.name': 'Merlion Cloud Pte. Ltd.',
  'Organization.name': 'Merlion Cloud Pte. Ltd.',
  'OrganizationSummary.name': 'Merlion Cloud Pte. Ltd.',
  'MyOrganization.name': 'Merlion Cloud Pte. Ltd.',
  'AcceptedInvitation.name': 'Merlion Cloud Pte. Ltd.',
  'Member.name': 'Arjun Nair',
  'MemberEntry.name': 'Arjun Nair',
  organization_name: 'Merlion Cloud Pte. Ltd.',
  invited_by_name: 'Tan Mei Ling',
  from_name: 'Tan Mei Ling',
  to_name: 'Arjun Nair',
  'Event.name': 'invoice.issued',
  'EventNotice.name': 'invoice.issued',
  'EventNotice.kind': 'invoice',
  email: 'mei.ling@example.com',
  'NewCustomer.email': 'accounts@example.com',
  'Customer.email': 'accounts@example.com',
  'Member.email': 'arjun@example.com',
  'MemberEntry.email': 'arjun@example.com',
  'NewInvitation.email': 'arjun@example.com',
  'Invitation.email': 'arjun@example.com',
  email_hint: 'a…@example.com',
  'Party.email': 'accounts@example.com',
  billing_email: 'billing@example.com',
  password: 'four cups of kopi before noon',
  token: 'nxv_4vJ2mQ8sT1xYb6Rk9LwZ0aHd',
  'PasswordReset.token': 'nxp_4vJ2mQ8sT1xYb6Rk9LwZ0aHd',
  'EmailConfirmation.token': 'nxe_4vJ2mQ8sT1xYb6Rk9LwZ0aHd',
  'PasswordReset.password': 'three umbrellas and no rain',
  'PasswordChange.password': 'three umbrellas and no rain',
  current_password: 'four cups of kopi before noon',
  authenticated_at: '2026-11-22T01:30:00Z',
  last_used_at: '2026-11-22T01:30:00Z',
  device: 'Firefox on Windows',
  'MyEvent.name': 'user.logged_in',
  'InvitationToken.token': 'nxi_6Rk9LwZ0aHd4vJ2mQ8sT1xYb',
  access_token: 'eyJhbGciOiJFZERTQSIsInR5cCI6ImF0K2p3dCJ9…',
  refresh_token: 'nxr_8sT1xYb6Rk9LwZ0aHd4vJ2mQ',
  expires_in: 600,
  timezone: 'Asia/Singapore',
  slug: 'merlion-cloud',
  permissions: ['invoices.read', 'invoices.issue'],
  is_verified: true,
  uen: '201999902Z',
  'NewOrganization.uen': '201899901E',
  'SavedOrganization.name': 'Merlion Cloud Pte. Ltd.',
  'SavedOrganization.uen': '201899901E',
  'SavedOrganization.gst_reg_no': '201899901E',
  'GstRegistration.gst_reg_no': '201899901E',
  from_date: '2024-01-01',
  seat_limit: 10,
  seats_used: 4,
  warnings: [],
  'Organization.uen': '201899901E',
  'OrganizationSummary.uen': '201899901E',
  'NewOrganization.gst_reg_no': '201899901E',
  'Organization.gst_reg_no': '201899901E',
  gst_registered_from: '2024-01-01',
  is_gst_registered: true,
  phone: '+6560000000',
  address: { line1: '71 Robinson Road', line2: '#14-01', postal_code: '068895', country: 'SG' },
  payment_terms_days: 30,
  'CustomerChanges.payment_terms_days': 14,
  currency: 'SGD',
  version: 3,
  description: 'Advice on moving to the cloud',
  quantity: '8',
  unit: 'hour',
  unit_price_cents: 15_000,
  gst_code: 'SR',
  gst_rate_bp: 900,
  taxable_cents: 120_000,
  gst_cents: 10_800,
  'ComputedLine.amount_cents': 120_000,
  'InvoiceLine.amount_cents': 120_000,
  amount_cents: 130_800,
  subtotal_cents: 120_000,
  gst_amount_cents: 10_800,
  total_amount_cents: 130_800,
  amount_due_cents: 130_800,
  number: 'INV-2026-00042',
  invoice_number: 'INV-2026-00042',
  reference: 'PO 4711',
  'NewPayment.reference': 'FT26112200042',
  'Payment.reference': 'FT26112200042',
  method: 'paynow',
  reason: 'Billed to the wrong company',
  'NewUenClaim.message': 'We are the company with this number; our BizFile profile shows it.',
  'Member.role': 'accountant',
  'MemberEntry.role': 'accountant',
  'MemberChanges.role': 'accountant',
  'NewInvitation.role': 'accountant',
  'Invitation.role': 'accountant',
  'InvitationPreview.role': 'accountant',
  'AcceptedInvitation.role': 'accountant',
  allowed_roles: ['member', 'viewer', 'accountant', 'dpo'],
  invitable_roles: ['member', 'viewer', 'accountant', 'dpo'],
  is_removable: true,
  customer_name: 'Kopi Kaki Pte. Ltd.',
  position: 1,
  issue_date: '2026-11-22',
  tax_point_date: '2026-11-22',
  due_date: '2026-12-22',
  payment_date: '2026-11-24',
  as_of_date: '2026-11-22',
  created_at: '2026-11-22T01:30:00Z',
  updated_at: '2026-11-22T01:30:00Z',
  'Payment.created_at': '2026-11-24T02:10:00Z',
  customer_id: ids.customer,
  invoice_id: ids.invoice,
  subject_id: ids.invoice,
  actor_id: ids.user,
  actor_name: 'Tan Mei Ling',
  'Me.id': ids.user,
  'SavedOrganization.id': ids.organization,
  'GstRegistration.id': ids.registration,
  'Member.id': ids.colleague,
  'MemberEntry.id': ids.colleague,
  user_id: ids.colleague,
  to_user_id: ids.colleague,
  from_user_id: ids.user,
  invited_by: ids.user,
  organization_id: ids.organization,
  'Invitation.id': ids.invitation,
  'OwnershipOffer.id': ids.offer,
  expires_at: '2026-11-29T01:30:00Z',
  'Customer.id': ids.customer,
  'Draft.id': ids.draft,
  'DraftSummary.id': ids.draft,
  'Payment.id': ids.payment,
  'Organization.id': ids.organization,
  'OrganizationSummary.id': ids.organization,
  'MyOrganization.id': ids.organization,
  id: ids.invoice,
  'Event.data': { id: ids.invoice, number: 'INV-2026-00042' },
  missing: [],
  request_id: '6f1d2c3a-93a7-4e0c-8a57-1f0e3f9b7a52',
  ip: '203.0.113.7',
  user_agent: 'Mozilla/5.0',
  seq: 512,
  sealed: 512,
  'SignedHead.organization_id': ids.organization,
  'Verification.id': ids.organization,
  'Verification.is_intact': true,
  'Verification.fault': null,
  hash: '2f1d4c7be0a95d3f86b1c7e24a90d8f3b65e1a7c0d92f4b8e3a16c5d7f08b924',
  signed_at: '2026-11-22T01:00:00Z',
  verified_at: '2026-11-22T01:30:00Z',
  public_key: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  signature: 'q0T4fX1mB7c…',
  this_month_cents: 412_500,
  last_month_cents: 986_000,
  last_month_to_date_cents: 377_250,
  invoiced_cents: 1_204_000,
  received_cents: 412_500,
  days_overdue: 12,
  month: '2026-11',
  count: 1,
  'GstCodeEntry.title': 'Standard-rated',
  'GstCodeEntry.description': 'Local sales of goods and services at the standard rate',
  is_common: true,
  environment: 'development',
  'Instance.version': '0.1.0',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  kid: '8c1f0a4be2d94f60',
}

/** Changes name what changes and nothing else; a sign-in has a second factor only when one was set up. */
const shown: Record<string, string[]> = {
  Registration: ['timezone'],
  Login: [],
  MyChanges: ['timezone'],
  OrganizationChanges: ['billing_email'],
  CustomerChanges: ['payment_terms_days'],
  DraftChanges: ['due_date', 'reference'],
  NewDraft: ['due_date', 'reference'],
  NewCustomer: ['uen', 'email', 'phone', 'address', 'payment_terms_days'],
  NewPayment: ['payment_date', 'reference'],
}

/** A value that the schema accepts and a person recognises. Optional fields appear where the story knows of them. */
export function exampleOf(schema: Schema, schemas: Schemas, name = '', component = ''): Json {
  const { schema: inner, nullable } = withoutNull(schema)
  const told = story[`${component}.${name}`] ?? story[name]
  if (told !== undefined && name) return told
  if (inner.enum) return inner.enum[0]!
  if (inner.items) return [exampleOf(inner.items, schemas, '', component)]
  // Of the two answers to a sign-in, the one for programs stands last.
  const option = inner.anyOf?.at(-1)
  if (option) return exampleOf(option, schemas, name, component)
  if (nullable) return null
  if (inner.$ref) return objectExample(resolve(inner, schemas), schemas, componentOf(inner)!)
  if (inner.type === 'object') return objectExample(inner, schemas, component)
  if (inner.type === 'boolean') return false
  if (inner.type === 'integer' || inner.type === 'number') return inner.minimum ?? 0
  return 'text'
}

function objectExample({ properties = {}, required = [] }: Schema, schemas: Schemas, component: string): Json {
  const optional = shown[component]
  const isShown = (name: string) =>
    required.includes(name) ||
    (optional ? optional.includes(name) : story[`${component}.${name}`] !== undefined || story[name] !== undefined)
  const entries = Object.entries(properties).filter(([name]) => isShown(name))
  return Object.fromEntries(entries.map(([name, property]) => [name, exampleOf(property, schemas, name, component)]))
}
