import { type Static, Type } from 'typebox'
import { NewCustomer } from '#modules/customers/schemas.ts'
import { NewDraft } from '#modules/invoices/schemas.ts'
import { Lead, LeadStatus } from '#modules/leads/schemas.ts'
import { NewQuotation } from '#modules/quotations/schemas.ts'
import { NewSubscription } from '#modules/subscriptions/schemas.ts'
import { Id, Input, Instant, Meaning, Nullable, OneOf, Output } from '#platform/schemas.ts'

const { customer_id: _subscriber, ...subscription } = NewSubscription.properties
const { customer_id: _buyer, ...draft } = NewDraft.properties
const { customer_id: _offered, lead_id: _lead, ...quotation } = NewQuotation.properties

export type LeadToConvert = Static<typeof LeadToConvert>
export const LeadToConvert = Input('LeadToConvert', {
  customer_id: Meaning(Type.Optional(Id), 'A customer that is there already; or send `customer`'),
  customer: Meaning(
    Type.Optional(Type.Partial(NewCustomer, { title: 'CustomerOfLead', additionalProperties: false })),
    'A new customer; what is left out is taken from the lead',
  ),
  with_contact: Meaning(
    Type.Optional(Type.Boolean()),
    'Whether the person becomes a contact of the customer; yes where the lead names a company',
  ),
  stage_id: Meaning(Type.Optional(Id), 'The stage for those who were won; the first one by default'),
  subscription: Meaning(
    Type.Optional(Input('SubscriptionOfLead', subscription)),
    'Subscribes them at once, with the trial of the plan unless you say otherwise',
  ),
  invoice_draft: Meaning(Type.Optional(Input('DraftOfLead', draft)), 'Leaves a draft of an invoice to be looked over'),
  quotation_draft: Meaning(
    Type.Optional(Input('QuotationOfLead', quotation)),
    'Leaves a draft of a quotation to be looked over',
  ),
})

export type LeadConversion = Static<typeof LeadConversion>
export const LeadConversion = Output('LeadConversion', {
  id: Id,
  lead: Meaning(Lead, 'As it is now'),
  customer_id: Meaning(Id, 'What they became'),
  is_new_customer: Type.Boolean({ description: 'Whether the customer was made by this' }),
  contact_id: Meaning(Nullable(Id), 'The person, where they became a contact'),
  subscription_id: Meaning(Nullable(Id), 'Where they were subscribed at once'),
  invoice_draft_id: Meaning(Nullable(Id), 'Where a draft was left'),
  quotation_id: Meaning(Nullable(Id), 'Where a draft of a quotation was left'),
  created_at: Instant,
})

export const PossibleCustomers = Output('PossibleCustomers', {
  data: Meaning(
    Type.Array(
      Output('PossibleCustomer', {
        id: Id,
        name: Type.String({ description: 'Of the customer' }),
        uen: Nullable(Type.String({ description: 'In its normal form' })),
        email: Nullable(Type.String()),
        reasons: Type.Array(OneOf('uen', 'email', 'email_domain', 'name'), { description: 'What both have in common' }),
      }),
    ),
    'Customers who may be the same, the likeliest first, up to 5',
  ),
})
export type PossibleCustomers = Static<typeof PossibleCustomers>

export type LeadFlowQuery = Static<typeof LeadFlowQuery>
export const LeadFlowQuery = Input('LeadFlowQuery', {
  from: Meaning(Type.Optional(Instant), 'Leads that came then or later'),
  to: Meaning(Type.Optional(Instant), 'Leads that came before'),
})

export type LeadFlowExport = Static<typeof LeadFlowExport>
export const LeadFlowExport = Input('LeadFlowExport', {
  organization_id: Meaning(Type.Optional(Id), 'In place of the header, which a link cannot send'),
  ...LeadFlowQuery.properties,
})

const Count = Type.Integer({ description: 'Leads' })
const Collected = Type.Integer({
  description:
    'Cents that their customers paid since, less what was refunded; of several leads of one customer the first converted one is credited',
})
export type LeadFlow = Static<typeof LeadFlow>
export const LeadFlow = Output('LeadFlow', {
  sources: Meaning(
    Type.Array(
      Output('LeadFlowSource', {
        source: Type.String({ description: 'Where they came from' }),
        count: Count,
        converted_count: Type.Integer({ description: 'Those of them that became customers' }),
        collected_cents: Collected,
      }),
    ),
    'By what was collected, then by leads; up to 500',
  ),
  stages: Meaning(
    Type.Array(
      Output('LeadFlowStage', {
        stage_id: Meaning(Id, 'Where on the board'),
        name: Type.String({ description: 'The head of its column' }),
        status: Meaning(LeadStatus, 'What it stands for'),
        count: Count,
        collected_cents: Collected,
      }),
    ),
    'In which leads are now, in the order of the board; of all sources',
  ),
  links: Meaning(
    Type.Array(
      Output('LeadFlowLink', {
        source: Type.String({ description: 'Where they came from' }),
        stage_id: Meaning(Id, 'Where they are now'),
        count: Count,
        collected_cents: Collected,
      }),
    ),
    'How many of each source are in each stage, and what these paid',
  ),
  count: Count,
  converted_count: Type.Integer({ description: 'Those of them that became customers' }),
  collected_cents: Collected,
})
