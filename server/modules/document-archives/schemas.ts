import { type Static, Type } from 'typebox'
import { InvoiceTotalsQuery } from '#modules/invoices/schemas.ts'
import { Id, Input, Instant, ListQuery, Meaning, Nullable, OneOf, Output, Page } from '#platform/schemas.ts'

export const documentKinds = ['invoice', 'debit_note', 'credit_note'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** More would take an hour to draw, and nobody opens such a file. */
export const archiveMax = 10_000

export type DocumentFilter = Static<typeof DocumentFilter>
export const DocumentFilter = Input('DocumentFilter', {
  ...InvoiceTotalsQuery.properties,
  kinds: Meaning(
    Type.Optional(Type.Array(OneOf(...documentKinds), { minItems: 1, maxItems: 3, uniqueItems: true })),
    'All three unless you choose; status, `sent`, due dates and subscription choose among invoices and debit notes alone',
  ),
})

export type NewDocumentArchive = Static<typeof NewDocumentArchive>
export const NewDocumentArchive = Input('NewDocumentArchive', {
  ids: Meaning(
    Type.Optional(Type.Array(Id, { minItems: 1, maxItems: archiveMax, uniqueItems: true })),
    'Invoices, debit notes and credit notes, in the order you want; or leave them out and send `filter`',
  ),
  filter: Meaning(Type.Optional(DocumentFilter), 'In place of `ids`: all that it shows'),
})

export const archiveStatuses = ['building', 'ready', 'expired', 'failed', 'cancelled'] as const
export type DocumentArchive = Static<typeof DocumentArchive>
export const DocumentArchive = Output('DocumentArchive', {
  id: Id,
  status: Meaning(OneOf(...archiveStatuses), '`ready`: the file can be downloaded until `expires_at`'),
  customer_id: Meaning(Nullable(Id), 'Whose documents alone it holds, where a filter named a customer'),
  document_count: Type.Integer({ description: 'Documents asked for' }),
  done_count: Type.Integer({ description: 'Documents drawn so far' }),
  file_name: Type.String({ description: 'Under which it is saved' }),
  file_bytes: Nullable(Type.Integer({ description: 'Size of the zip file; null until it is ready' })),
  failure: Nullable(Type.String({ description: 'Why it could not be made' })),
  requested_by: Type.String({ description: 'Who asked for it' }),
  created_at: Instant,
  ended_at: Meaning(Nullable(Instant), 'When it was ready, failed or cancelled'),
  expires_at: Meaning(Nullable(Instant), 'Seven days after it was ready'),
})

export type DocumentArchiveQuery = Static<typeof DocumentArchiveQuery>
export const DocumentArchiveQuery = Input('DocumentArchiveQuery', ListQuery)
export type DocumentArchivePage = Static<typeof DocumentArchivePage>
export const DocumentArchivePage = Page('DocumentArchivePage', DocumentArchive)

export const ArchiveFileQuery = Input('ArchiveFileQuery', {
  organization_id: Meaning(Type.Optional(Id), 'In place of the header, which a link cannot send'),
})
