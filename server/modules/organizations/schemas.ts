import { type Static, Type } from 'typebox'
import {
  Address,
  Currency,
  Day,
  Email,
  Id,
  Input,
  Instant,
  Line,
  ListQuery,
  Nullable,
  OneOf,
  Output,
  Page,
  TimeZone,
  Version,
} from '#platform/schemas.ts'

/** Singapore's Unique Entity Number; the check letter is verified by `checkUen` in rules.ts. */
export const Uen = Type.String({ minLength: 1, maxLength: 20 })
/** GST registration number: the UEN itself for most, else M-numbers; see `checkGstRegNo`. */
export const GstRegNo = Type.String({ minLength: 1, maxLength: 20 })

export const roles = ['owner', 'admin', 'member', 'viewer'] as const
export type Role = (typeof roles)[number]
export const Role = OneOf(...roles)

export type NewOrganization = Static<typeof NewOrganization>
export const NewOrganization = Input('NewOrganization', {
  name: Line(200),
  uen: Uen,
  is_gst_registered: Type.Boolean(),
  gst_reg_no: Type.Optional(Nullable(GstRegNo)),
  gst_registered_from: Type.Optional(Nullable(Day)),
  billing_email: Email,
  address: Address,
  timezone: Type.Optional(TimeZone),
})

export type OrganizationChanges = Static<typeof OrganizationChanges>
export const OrganizationChanges = Type.Object(Type.Partial(NewOrganization).properties, {
  title: 'OrganizationChanges',
  additionalProperties: false,
  minProperties: 1,
})

export type Organization = Static<typeof Organization>
export const Organization = Output('Organization', {
  id: Id,
  name: Type.String(),
  slug: Type.String(),
  uen: Type.String(),
  is_gst_registered: Type.Boolean(),
  gst_reg_no: Nullable(Type.String()),
  gst_registered_from: Nullable(Day),
  billing_email: Type.String(),
  address: Address,
  timezone: Type.String(),
  currency: Currency,
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})

export type OrganizationQuery = Static<typeof OrganizationQuery>
export const OrganizationQuery = Input('OrganizationQuery', ListQuery)

export type OrganizationPage = Static<typeof OrganizationPage>
export const OrganizationPage = Page(
  'OrganizationPage',
  Output('OrganizationSummary', { id: Id, name: Type.String(), slug: Type.String(), uen: Type.String(), role: Role }),
)
