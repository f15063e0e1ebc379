import { type Static, Type } from 'typebox'
import { Customer } from '#modules/customers/schemas.ts'
import { InvoiceSummary } from '#modules/invoices/schemas.ts'
import { Uen } from '#modules/organizations/schemas.ts'
import {
  Address,
  Cents,
  Currency,
  Day,
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
} from '#platform/schemas.ts'

export const portalModules = ['invoices', 'credit_notes', 'statement', 'plan', 'details'] as const
export type PortalModule = (typeof portalModules)[number]
const Modules = Type.Array(OneOf(...portalModules), {
  uniqueItems: true,
  maxItems: portalModules.length,
  description: 'What customers find in it; what is not named is not there for them',
})
const AllowsPlanChange = Type.Boolean({
  description: 'Customers may move their subscriptions to plans on your price page, and change seats',
})
const IsEnabled = Type.Boolean({ description: 'While it is off nobody comes in, also not who was in before' })

export type PortalSettings = Static<typeof PortalSettings>
export const PortalSettings = Output('PortalSettings', {
  is_enabled: IsEnabled,
  modules: Modules,
  allows_plan_change: AllowsPlanChange,
})

export type SellerPortal = Static<typeof SellerPortal>
export const SellerPortal = Output('SellerPortal', {
  ...PortalSettings.properties,
  url: Type.String({ description: 'Where customers ask for a link: put it on your website' }),
})

export type PortalSettingsChanges = Static<typeof PortalSettingsChanges>
export const PortalSettingsChanges = Type.Object(
  {
    is_enabled: Type.Optional(IsEnabled),
    modules: Type.Optional(Modules),
    allows_plan_change: Type.Optional(AllowsPlanChange),
  },
  { title: 'PortalSettingsChanges', additionalProperties: false, minProperties: 1 },
)

export type PortalSession = Static<typeof PortalSession>
export const PortalSession = Output('PortalSession', {
  id: Id,
  email: Type.String({ description: 'The address whose link was used' }),
  device: Type.String({ description: 'Browser and system, as far as they tell' }),
  created_at: Instant,
  last_used_at: Meaning(Instant, 'To the hour'),
})

/** What a seller sees of the portal of one customer. */
export type CustomerPortal = Static<typeof CustomerPortal>
export const CustomerPortal = Output('CustomerPortal', {
  customer_id: Id,
  is_enabled: Type.Boolean({ description: 'You have switched the portal on' }),
  url: Type.String({ description: 'Where the customer asks for a link' }),
  sessions: Type.Array(PortalSession, { description: 'Open ones, the latest first, at most fifty' }),
})

const Slug = Type.String({
  pattern: '^[a-z0-9-]{1,200}$',
  description: 'The short name of the seller, as in its addresses',
})
export const BySlug = Input('PortalBySlug', { slug: Slug })
export const BySlugAndId = Input('PortalBySlugAndId', { slug: Slug, id: Id })

export type PortalDoor = Static<typeof PortalDoor>
export const PortalDoor = Output('PortalDoor', {
  seller_name: Type.String({ description: 'Whose portal it is' }),
})

export type NewPortalLink = Static<typeof NewPortalLink>
export const NewPortalLink = Input('NewPortalLink', {
  email: Meaning(Email, 'Where the seller sends its bills'),
})

export const PortalLinkSent = Output('PortalLinkSent', {
  status: Meaning(OneOf('portal_link_sent'), 'The same whether or not a customer has this address'),
})

export type PortalEntry = Static<typeof PortalEntry>
export const PortalEntry = Input('PortalEntry', {
  token: Type.String({ maxLength: 200, description: 'What stands behind # in the link' }),
  customer_id: Meaning(Type.Optional(Id), 'Needed where the address belongs to several customers of the seller'),
})

export type PortalEntered = Static<typeof PortalEntered>
export const PortalEntered = Output('PortalEntered', {
  customer_id: Meaning(Nullable(Id), 'Who came in, with a cookie; null while one is to be chosen'),
  customers: Type.Array(
    Output('PortalChoice', { id: Id, name: Type.String({ description: 'As the seller knows them' }) }),
    { description: 'Who has this address at the seller' },
  ),
})

export type PortalOverview = Static<typeof PortalOverview>
export const PortalOverview = Output('PortalOverview', {
  seller: Meaning(
    Output('PortalSeller', {
      name: Type.String({ description: 'Of the seller' }),
      uen: Nullable(Type.String({ description: 'Of the seller' })),
      email: Type.String({ description: 'Where questions go' }),
    }),
    'Whose portal it is',
  ),
  customer: Meaning(
    Output('PortalCustomer', { id: Id, name: Type.String({ description: 'Yours, as the seller knows it' }) }),
    'Who came in',
  ),
  currency: Meaning(Currency, 'Of all amounts'),
  modules: Modules,
  allows_plan_change: AllowsPlanChange,
  balance: Meaning(
    Nullable(
      Output('PortalBalance', {
        amount_due_cents: Meaning(Cents, 'On all open invoices'),
        amount_overdue_cents: Meaning(Cents, 'Of that, past its due date'),
        credit_cents: Meaning(Cents, 'Money of yours that settles nothing yet'),
      }),
    ),
    'Null where the seller shows no invoices',
  ),
})

const { id, number, kind, currency, issue_date, due_date, is_overdue, reference } = InvoiceSummary.properties
const { total_amount_cents, amount_due_cents } = InvoiceSummary.properties

export type PortalInvoice = Static<typeof PortalInvoice>
export const PortalInvoice = Output('PortalInvoice', {
  id,
  number,
  kind,
  status: Meaning(
    OneOf('open', 'paid', 'void', 'closed'),
    '`closed`: the seller asks for no payment any more; `paid`: also by credit notes',
  ),
  is_overdue,
  currency,
  issue_date,
  due_date,
  reference,
  total_amount_cents,
  amount_due_cents,
  pay_url: Meaning(Nullable(Type.String()), 'Its pay page; null when nothing is due, or the seller revoked the link'),
})
export type PortalInvoicePage = Static<typeof PortalInvoicePage>
export const PortalInvoicePage = Page('PortalInvoicePage', PortalInvoice)

export type PortalInvoiceQuery = Static<typeof PortalInvoiceQuery>
export const PortalInvoiceQuery = Input('PortalInvoiceQuery', {
  ...ListQuery,
  status: Meaning(Type.Optional(OneOf('open', 'paid')), 'All unless you say'),
})

export type PortalCreditNote = Static<typeof PortalCreditNote>
export const PortalCreditNote = Output('PortalCreditNote', {
  id: Id,
  number: Type.String({ description: 'Of the credit note' }),
  invoice_number: Type.String({ description: 'Of the invoice that it is against' }),
  issue_date: Day,
  currency: Currency,
  total_amount_cents: Meaning(Cents, 'With GST'),
  reason: Type.String({ description: 'As printed' }),
})
export type PortalCreditNotePage = Static<typeof PortalCreditNotePage>
export const PortalCreditNotePage = Page('PortalCreditNotePage', PortalCreditNote)
export const PortalListQuery = Input('PortalListQuery', ListQuery)

export const PortalPdfQuery = Input('PortalPdfQuery', {
  download: Meaning(Type.Optional(OneOf('1')), 'To be saved rather than shown'),
})

const shown = Customer.properties
export type PortalDetails = Static<typeof PortalDetails>
export const PortalDetails = Output('PortalDetails', {
  name: shown.name,
  kind: shown.kind,
  uen: shown.uen,
  email: shown.email,
  phone: shown.phone,
  address: shown.address,
  version: shown.version,
})

export type PortalDetailsChanges = Static<typeof PortalDetailsChanges>
export const PortalDetailsChanges = Type.Object(
  {
    name: Meaning(Type.Optional(Line(200)), 'As invoices name you'),
    uen: Meaning(Type.Optional(Nullable(Uen)), 'Checked by its letter'),
    email: Meaning(Type.Optional(Email), 'Where bills and links go from now on; the address before is told'),
    phone: Type.Optional(Nullable(Type.String({ pattern: '^\\+[1-9]\\d{6,14}$', description: 'E.164, +6591234567' }))),
    address: Meaning(Type.Optional(Address), 'Printed on invoices'),
  },
  { title: 'PortalDetailsChanges', additionalProperties: false, minProperties: 1 },
)
