import { type Static, Type } from 'typebox'
import {
  Address,
  Currency,
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
  Text,
  Version,
} from '#platform/schemas.ts'

export const CustomerKind = OneOf('business', 'individual')

export type NewCustomer = Static<typeof NewCustomer>
export const NewCustomer = Input('NewCustomer', {
  name: Line(200),
  kind: Type.Optional(CustomerKind),
  uen: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 20 }))),
  gst_reg_no: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 20 }))),
  email: Type.Optional(Nullable(Email)),
  phone: Type.Optional(Nullable(Type.String({ pattern: '^\\+[1-9]\\d{6,14}$', description: 'E.164, +6591234567' }))),
  address: Type.Optional(Nullable(Address)),
  peppol_id: Type.Optional(Nullable(Type.String({ pattern: '^\\d{4}:[A-Za-z0-9]{1,50}$' }))),
  currency: Type.Optional(OneOf('SGD')),
  payment_terms_days: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })),
  notes: Type.Optional(Nullable(Text(2000))),
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
  kind: CustomerKind,
  uen: Nullable(Type.String()),
  gst_reg_no: Nullable(Type.String()),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  address: Nullable(Address),
  peppol_id: Nullable(Type.String()),
  currency: Currency,
  payment_terms_days: Type.Integer(),
  notes: Nullable(Type.String()),
  archived_at: Nullable(Instant),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})

const CustomerFilter = {
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a name, e-mail or UEN' })),
  archived: Type.Optional(OneOf('no', 'yes', 'all')),
}
export type CustomerCountQuery = Static<typeof CustomerCountQuery>
export const CustomerCountQuery = Input('CustomerCountQuery', CustomerFilter)

export type CustomerQuery = Static<typeof CustomerQuery>
export const CustomerQuery = Input('CustomerQuery', {
  ...ListQuery,
  ...CustomerFilter,
  sort: Type.Optional(OneOf('-created_at', 'name', '-name')),
})

export type CustomerPage = Static<typeof CustomerPage>
export const CustomerPage = Page('CustomerPage', Customer)

export type CustomerCount = Static<typeof CustomerCount>
export const CustomerCount = Output('CustomerCount', { count: Type.Integer() })
