import { type Static, Type } from 'typebox'
import type { Permission } from '#modules/auth/permissions.ts'
import { Id, Input, Instant, Line, ListQuery, Meaning, Nullable, OneOf, Output, Version } from '#platform/schemas.ts'

/**
 * The permissions that a key may have. What is not named here stays with people: keys, members, invitations, ownership,
 * security, and the settings that decide whose money and tax it is.
 */
export const scopes = [
  'organizations.read',
  'customers.read',
  'customers.write',
  'leads.read',
  'leads.write',
  'leads.import',
  'leads.export',
  'leads.convert',
  'lead_flow.read',
  'leads.merge',
  'lead_forms.read',
  'lead_forms.write',
  'lead_submissions.read',
  'lead_submissions.write',
  'lead_rules.read',
  'plans.read',
  'plans.write',
  'subscriptions.read',
  'subscriptions.write',
  'usage.read',
  'usage.write',
  'renewals.read',
  'renewals.run',
  'gst.read',
  'invoices.read',
  'invoices.download',
  'quotations.read',
  'quotations.write',
  'invoices.write',
  'invoices.issue',
  'invoices.send',
  'invoices.void',
  'invoices.write_off',
  'credit_notes.issue',
  'pay_links.write',
  'payments.read',
  'payments.write',
  'payments.refund',
  'bank.read',
  'bank.write',
  'stripe.read',
  'statements.read',
  'statements.send',
  'portal.read',
  'portal_links.send',
  'portal_sessions.end',
  'interest.read',
  'interest.write',
  'interest.charge',
  'interest.waive',
  'accounting.read',
  'accounting.write',
  'accounting.export',
  'dunning.read',
  'dunning.write',
  'dunning.remind',
  'events.read',
  'events.follow',
] as const satisfies readonly Permission[]
export type Scope = (typeof scopes)[number]
export const Scope = OneOf(...scopes)

const Name = Meaning(Line(100), 'For people: which program has it, and what for. Events carry it')
const AllowedNetworks = Type.Array(Type.String({ format: 'network', maxLength: 49 }), {
  maxItems: 20,
  description: 'Addresses that it works from, single or as CIDR, such as `203.0.113.0/24`; empty for any',
})
const days = { minimum: 1, maximum: 730, default: 365, description: 'Days until it stops by itself' }
const ExpiresInDays = Type.Optional(Type.Integer(days))

export type NewApiKey = Static<typeof NewApiKey>
export const NewApiKey = Input('NewApiKey', {
  name: Name,
  scopes: Type.Array(Scope, {
    minItems: 1,
    maxItems: 100,
    description: 'What it may do; you must be allowed all of it',
  }),
  allowed_networks: Type.Optional(AllowedNetworks),
  expires_in_days: ExpiresInDays,
})

export type ApiKeyChanges = Static<typeof ApiKeyChanges>
export const ApiKeyChanges = Type.Object(
  { name: Type.Optional(Name), allowed_networks: Type.Optional(AllowedNetworks) },
  { title: 'ApiKeyChanges', additionalProperties: false, minProperties: 1 },
)

export type Rotation = Static<typeof Rotation>
export const Rotation = Input('Rotation', {
  overlap_hours: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 168,
      default: 24,
      description: 'How long the old key goes on working beside the new one',
    }),
  ),
  expires_in_days: ExpiresInDays,
})

export const statuses = ['active', 'suspended', 'expired', 'revoked'] as const

const shown = {
  id: Id,
  name: Type.String({ description: 'Which program has it, and what for' }),
  prefix: Type.String({ description: 'How the key begins, to know it again by; the rest was shown once' }),
  status: Meaning(OneOf(...statuses), '`suspended`: its creator left, or may do nothing of what it was given'),
  scopes: Meaning(Type.Array(Scope), 'What it was given'),
  usable_scopes: Meaning(Type.Array(Scope), 'What of that its creator may do today, and so the key'),
  allowed_networks: Type.Array(Type.String(), { description: 'Addresses that it works from; empty for any' }),
  created_by: Meaning(Id, 'The user who made it, whose rights bound it'),
  created_by_name: Type.String({ description: 'The name of that user' }),
  expires_at: Meaning(Instant, 'It stops by itself'),
  last_used_at: Meaning(Nullable(Instant), 'To within five minutes; null when it never was'),
  last_used_ip: Nullable(Type.String({ description: 'Where that request came from' })),
  revoked_at: Meaning(Nullable(Instant), 'When somebody stopped it'),
  replaced_by: Meaning(Nullable(Id), 'The key that took its place when it was rotated'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
}

export type ApiKey = Static<typeof ApiKey>
export const ApiKey = Output('ApiKey', shown)

export type ApiKeyWithSecret = Static<typeof ApiKeyWithSecret>
export const ApiKeyWithSecret = Output('ApiKeyWithSecret', {
  ...shown,
  secret: Nullable(Type.String({ description: 'The key itself, shown this once; null in an answer that is replayed' })),
})

export type ApiKeyQuery = Static<typeof ApiKeyQuery>
export const ApiKeyQuery = Input('ApiKeyQuery', ListQuery)
export type ApiKeyPage = Static<typeof ApiKeyPage>
export const ApiKeyPage = Output('ApiKeyPage', {
  data: Meaning(Type.Array(ApiKey), 'Newest first, with those that work no more'),
  next_cursor: Meaning(Nullable(Type.String()), 'Where the next page begins; null on the last'),
  grantable_scopes: Meaning(Type.Array(Scope), 'What you may give a new key'),
})
