import { type Static, Type } from 'typebox'
import { GstRegNo, Uen } from '#modules/organizations/schemas.ts'
import {
  Address,
  Currency,
  Email,
  Id,
  Input,
  Instant,
  Line,
  ListQuery,
  Meaning,
  Nullable,
  OneOf,
  Output,
  Page,
  Text,
  Version,
} from '#platform/schemas.ts'

const peppolId = 'Where they receive electronic invoices, such as `0195:SGUEN201999902Z`'
const paymentTerms = 'From issue to due date; 30 to begin with'

export const CustomerKind = OneOf('business', 'individual')

export type NewCustomer = Static<typeof NewCustomer>
export const NewCustomer = Input('NewCustomer', {
  name: Line(200),
  kind: Meaning(Type.Optional(CustomerKind), '`business` unless you say otherwise'),
  uen: Type.Optional(Nullable(Uen)),
  gst_reg_no: Type.Optional(Nullable(GstRegNo)),
  email: Type.Optional(Nullable(Email)),
  phone: Type.Optional(Nullable(Type.String({ pattern: '^\\+[1-9]\\d{6,14}$', description: 'E.164, +6591234567' }))),
  address: Meaning(Type.Optional(Nullable(Address)), 'Needed before the first invoice'),
  peppol_id: Type.Optional(Nullable(Type.String({ pattern: '^\\d{4}:[A-Za-z0-9]{1,50}$', description: peppolId }))),
  currency: Meaning(Type.Optional(OneOf('SGD')), 'Of their invoices'),
  payment_terms_days: Type.Optional(Type.Integer({ minimum: 0, maximum: 365, description: paymentTerms })),
  notes: Meaning(Type.Optional(Nullable(Text(2000))), 'For yourselves; never printed'),
})

export type CustomerChanges = Static<typeof CustomerChanges>
export const CustomerChanges = Type.Object(Type.Partial(NewCustomer).properties, {
  title: 'CustomerChanges',
  additionalProperties: false,
  minProperties: 1,
})

export type Customer = Static<typeof Customer>
export const Customer = Output('Customer', {
  id: Id,
  name: Type.String(),
  kind: Meaning(CustomerKind, 'A company or other body, or a person'),
  uen: Nullable(Type.String({ description: 'Unique Entity Number, in its normal form' })),
  gst_reg_no: Nullable(Type.String({ description: 'GST registration number, in its normal form' })),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String({ description: 'E.164' })),
  address: Meaning(Nullable(Address), 'Printed on invoices, which need it'),
  peppol_id: Nullable(Type.String({ description: peppolId })),
  currency: Currency,
  payment_terms_days: Type.Integer({ description: 'From issue to due date, where an invoice does not name one' }),
  notes: Nullable(Type.String({ description: 'For yourselves; never printed' })),
  archived_at: Meaning(Nullable(Instant), 'Null while the customer is in the lists'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})

const CustomerFilter = {
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a name, e-mail or UEN' })),
  archived: Meaning(Type.Optional(OneOf('no', 'yes', 'all')), '`no` unless you say otherwise'),
}
export type CustomerCountQuery = Static<typeof CustomerCountQuery>
export const CustomerCountQuery = Input('CustomerCountQuery', CustomerFilter)

export type CustomerQuery = Static<typeof CustomerQuery>
export const CustomerQuery = Input('CustomerQuery', {
  ...ListQuery,
  ...CustomerFilter,
  sort: Meaning(Type.Optional(OneOf('-created_at', 'name', '-name')), 'A minus is descending; newest first by default'),
})

export type CustomerPage = Static<typeof CustomerPage>
export const CustomerPage = Page('CustomerPage', Customer)

export type CustomerCount = Static<typeof CustomerCount>
export const CustomerCount = Output('CustomerCount', {
  count: Type.Integer({ description: 'Customers that the filter shows' }),
})
