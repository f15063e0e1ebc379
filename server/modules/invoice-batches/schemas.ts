import { type Static, Type } from 'typebox'
import { InvoiceTotalsQuery } from '#modules/invoices/schemas.ts'
import {
  Id,
  Input,
  Instant,
  ListQuery,
  Meaning,
  Nullable,
  OneOf,
  Output,
  Page,
  SignedCents,
} from '#platform/schemas.ts'

export const batchActions = ['issue', 'send', 'mark_sent'] as const
export type BatchAction = (typeof batchActions)[number]

/** More would keep the series of numbers busy for minutes. */
export const batchMax = 5_000

const ids = Type.Array(Id, { minItems: 1, maxItems: batchMax, uniqueItems: true })

export type DraftFilter = Static<typeof DraftFilter>
export const DraftFilter = Input('DraftFilter', { customer_id: Type.Optional(Id) })

export type NewIssueBatch = Static<typeof NewIssueBatch>
export const NewIssueBatch = Input('NewIssueBatch', {
  ids: Meaning(Type.Optional(ids), 'Drafts; or leave them out and send `filter`'),
  filter: Meaning(Type.Optional(DraftFilter), 'In place of `ids`: all drafts that it shows'),
})

const chosenInvoices = {
  ids: Meaning(Type.Optional(ids), 'Invoices and debit notes; or leave them out and send `filter`'),
  filter: Meaning(Type.Optional(InvoiceTotalsQuery), 'In place of `ids`: all that it shows'),
}
const includes_sent = Meaning(
  Type.Optional(Type.Boolean({ default: false })),
  'Mail again what was mailed or marked as sent before; otherwise that is refused',
)

export type NewSendBatch = Static<typeof NewSendBatch>
export const NewSendBatch = Input('NewSendBatch', { ...chosenInvoices, includes_sent })

export type NewMarkBatch = Static<typeof NewMarkBatch>
export const NewMarkBatch = Input('NewMarkBatch', chosenInvoices)

export type BatchPreviewQuery = Static<typeof BatchPreviewQuery>
export const BatchPreviewQuery = Input('BatchPreviewQuery', {
  action: Meaning(OneOf(...batchActions), 'What is to be done'),
  ...chosenInvoices,
  includes_sent,
})

export type BatchPreview = Static<typeof BatchPreview>
export const BatchPreview = Output('BatchPreview', {
  item_count: Type.Integer({ description: 'Documents that were chosen' }),
  amount_cents: Meaning(SignedCents, 'What they come to with GST'),
  without_address_count: Type.Integer({ description: 'Of these, whose customer has no e-mail address' }),
  returned_count: Type.Integer({ description: 'Of these, whose address returned the last mail' }),
  sent_count: Type.Integer({ description: 'Of these, mailed or marked as sent before' }),
  void_count: Type.Integer({ description: 'Of these, void' }),
})

export type InvoiceBatch = Static<typeof InvoiceBatch>
export const InvoiceBatch = Output('InvoiceBatch', {
  id: Id,
  action: Meaning(OneOf(...batchActions), 'What is done'),
  status: Meaning(OneOf('running', 'completed', 'cancelled'), 'Completed when every document was done or refused'),
  includes_sent: Type.Boolean({ description: 'Also what was sent before' }),
  item_count: Type.Integer({ description: 'Documents that were chosen' }),
  done_count: Type.Integer({ description: 'Documents done so far' }),
  refused_count: Type.Integer({ description: 'Documents refused so far; the list of items says why' }),
  amount_cents: Meaning(SignedCents, 'What the chosen documents came to when it was started'),
  started_by: Type.String({ description: 'In whose name it is done' }),
  created_at: Instant,
  ended_at: Meaning(Nullable(Instant), 'When it was completed or cancelled'),
})

export type InvoiceBatchQuery = Static<typeof InvoiceBatchQuery>
export const InvoiceBatchQuery = Input('InvoiceBatchQuery', ListQuery)
export type InvoiceBatchPage = Static<typeof InvoiceBatchPage>
export const InvoiceBatchPage = Page('InvoiceBatchPage', InvoiceBatch)

export type InvoiceBatchItem = Static<typeof InvoiceBatchItem>
export const InvoiceBatchItem = Output('InvoiceBatchItem', {
  id: Meaning(Id, 'The draft, or the invoice'),
  position: Type.Integer({ description: 'From 1, in the order in which they are done' }),
  status: Meaning(OneOf('waiting', 'done', 'refused'), 'Waiting for ever where the batch was cancelled'),
  customer_name: Type.String({ description: 'As it was when the batch was started' }),
  number: Nullable(Type.String({ description: 'Null while it is a draft' })),
  invoice_id: Meaning(Nullable(Id), 'The invoice, once a draft became one'),
  amount_cents: Meaning(SignedCents, 'With GST'),
  refusal_code: Nullable(Type.String({ description: 'Code of the problem; null unless refused' })),
  refusal: Nullable(Type.String({ description: 'What to do about it; null unless refused' })),
  settled_at: Meaning(Nullable(Instant), 'When it was done or refused'),
})

export type InvoiceBatchItemQuery = Static<typeof InvoiceBatchItemQuery>
export const InvoiceBatchItemQuery = Input('InvoiceBatchItemQuery', {
  ...ListQuery,
  status: Meaning(Type.Optional(OneOf('waiting', 'done', 'refused')), 'Only what became this'),
})
export type InvoiceBatchItemPage = Static<typeof InvoiceBatchItemPage>
export const InvoiceBatchItemPage = Page('InvoiceBatchItemPage', InvoiceBatchItem)
