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
  Meaning,
  ListQuery,
  Nullable,
  OneOf,
  Output,
  Page,
  TimeZone,
  Version,
} from '#platform/schemas.ts'

/** The check letter is verified by `checkUen` in rules.ts. */
export const Uen = Type.String({
  minLength: 1,
  maxLength: 20,
  description: 'Unique Entity Number, such as `201999902Z`; spaces, hyphens and small letters do not matter',
})
/** See `checkGstRegNo` in rules.ts. */
export const GstRegNo = Type.String({
  minLength: 1,
  maxLength: 20,
  description: 'GST registration number: the UEN for most, else an M-number',
})
export const Slug = Type.String({ description: 'Names it in addresses of the web app; never changes' })

export const roles = ['owner', 'admin', 'member', 'viewer'] as const
export type Role = (typeof roles)[number]
export const Role = OneOf(...roles)

export type NewOrganization = Static<typeof NewOrganization>
export const NewOrganization = Input('NewOrganization', {
  name: Line(200),
  uen: Uen,
  is_gst_registered: Meaning(Type.Boolean(), 'True wants the number and the day; false wants neither'),
  gst_reg_no: Type.Optional(Nullable(GstRegNo)),
  gst_registered_from: Meaning(Type.Optional(Nullable(Day)), 'Tax invoices are issued from this day on'),
  billing_email: Meaning(Email, 'Printed on invoices as the address of the seller'),
  address: Address,
  timezone: Meaning(Type.Optional(TimeZone), 'Decides which day it is; `Asia/Singapore` to begin with'),
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
  slug: Slug,
  uen: Type.String({ description: 'Unique Entity Number, in its normal form' }),
  is_gst_registered: Type.Boolean({ description: 'Says nothing of the day: see `gst_registered_from`' }),
  gst_reg_no: Nullable(Type.String({ description: 'GST registration number; null while not registered' })),
  gst_registered_from: Meaning(Nullable(Day), 'Tax invoices are issued from this day on; null while not registered'),
  billing_email: Type.String({ description: 'Printed on invoices as the address of the seller' }),
  address: Address,
  timezone: Type.String({ description: 'IANA name; decides which day it is' }),
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
  Output('OrganizationSummary', {
    id: Id,
    name: Type.String(),
    slug: Slug,
    uen: Type.String({ description: 'Unique Entity Number' }),
    role: Meaning(Role, 'Yours in this organisation'),
  }),
)
