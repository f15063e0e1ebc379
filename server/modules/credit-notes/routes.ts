import type { InvoiceDocuments } from '#modules/invoices/invoice-documents.ts'
import { PdfQuery, sendPdf } from '#modules/invoices/send-pdf.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { ById } from '#platform/schemas.ts'
import { creditNotePaper } from './credit-note-page.ts'
import { issueCreditNote, previewCreditNote } from './issue-credit-note.ts'
import { getCreditNote, listCreditNotes } from './queries.ts'
import { CreditNote, CreditNotePage, CreditNotePreview, CreditNoteQuery, NewCreditNote } from './schemas.ts'

const tags = ['credit notes']
const reads = { permission: 'invoices.read' }

export function creditNoteRoutes(
  app: App,
  { cursors, documents }: { cursors: Cursors; documents: InvoiceDocuments },
): void {
  app.post('/credit-notes', {
    config: { permission: 'credit_notes.issue', idempotency: 'required' },
    schema: { operationId: 'issueCreditNote', tags, body: NewCreditNote, response: { 201: CreditNote } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => issueCreditNote(ctx, request.body))
    },
  })

  app.post('/credit-notes/preview', {
    config: reads,
    schema: { operationId: 'previewCreditNote', tags, body: NewCreditNote, response: { 200: CreditNotePreview } },
    handler: (request) => request.transact((ctx) => previewCreditNote(ctx, request.body)),
  })

  app.get('/credit-notes', {
    config: reads,
    schema: { operationId: 'listCreditNotes', tags, querystring: CreditNoteQuery, response: { 200: CreditNotePage } },
    handler: (request) => request.transact((ctx) => listCreditNotes(ctx, cursors, request.query)),
  })

  app.get('/credit-notes/:id', {
    config: reads,
    schema: { operationId: 'getCreditNote', tags, params: ById, response: { 200: CreditNote } },
    handler: (request) => request.transact((ctx) => getCreditNote(ctx, request.params.id)),
  })

  app.get('/credit-notes/:id/pdf', {
    config: { ...reads, organization: 'query', cost: 5 },
    schema: {
      operationId: 'getCreditNotePdf',
      tags,
      params: ById,
      querystring: PdfQuery,
      produces: ['application/pdf'],
    },
    handler: async (request, reply) => {
      const note = await request.transact((ctx) => getCreditNote(ctx, request.params.id))
      const pdf = await documents.paperOf(accessOf(request)!.organization_id!, creditNotePaper(note))
      return sendPdf(reply, note.number, pdf, request.query)
    },
  })
}
