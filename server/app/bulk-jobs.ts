import { creditNotePaper } from '#modules/credit-notes/credit-note-page.ts'
import { getCreditNote } from '#modules/credit-notes/queries.ts'
import { continueDocumentArchive } from '#modules/document-archives/continue-document-archive.ts'
import * as jobs from '#modules/document-archives/jobs.ts'
import type { Undrawn } from '#modules/document-archives/queries.ts'
import { sweepDocumentArchives } from '#modules/document-archives/sweep-document-archives.ts'
import { continueBatch } from '#modules/invoice-batches/continue-invoice-batch.ts'
import { continueInvoiceBatch } from '#modules/invoice-batches/jobs.ts'
import { invoicePaper } from '#modules/invoices/invoice-documents.ts'
import { getPrintedInvoice } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'
import { forEachOrganization } from './renewal-jobs.ts'

export const bulkSchedules: Schedule[] = [{ job: jobs.sweepDocumentArchives, daily_at: '04:10' }]

export function bulkJobs(parts: Parts): HandledJob[] {
  return [
    handled(jobs.buildDocumentArchive, ({ organization_id, archive_id }) =>
      buildArchive(parts, organization_id, archive_id),
    ),
    handled(continueInvoiceBatch, ({ organization_id, batch_id }) =>
      continueBatch((work) => asSystem(parts, organization_id, work), batch_id),
    ),
    handled(jobs.sweepDocumentArchives, () =>
      forEachOrganization(parts, (inTransaction) => inTransaction(sweepDocumentArchives)),
    ),
  ]
}

export function buildArchive(parts: Parts, organization_id: string, archive_id: string): Promise<void> {
  const inside = <T>(work: (ctx: Context) => Promise<T>) => asSystem(parts, organization_id, work)
  const draw = async (document: Undrawn) =>
    parts.documents.keptPaperOf(organization_id, await inside((ctx) => paperOf(ctx, document)))
  return continueDocumentArchive(inside, draw, archive_id)
}

const paperOf = async (ctx: Context, { document_kind, document_id }: Undrawn) =>
  document_kind === 'credit_note'
    ? creditNotePaper(await getCreditNote(ctx, document_id))
    : invoicePaper(await getPrintedInvoice(ctx, document_id))
