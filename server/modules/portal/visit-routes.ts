import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { creditNotePage } from '#modules/credit-notes/credit-note-page.ts'
import { getCreditNote } from '#modules/credit-notes/queries.ts'
import { archiveHeaders, getArchiveFile, streamArchive } from '#modules/document-archives/archive-file.ts'
import { DocumentArchive } from '#modules/document-archives/schemas.ts'
import type { InvoiceDocuments } from '#modules/invoices/invoice-documents.ts'
import { getPrintedInvoice } from '#modules/invoices/queries.ts'
import { sendPdf } from '#modules/invoices/send-pdf.ts'
import { getStatement } from '#modules/statements/queries.ts'
import { Statement, StatementQuery } from '#modules/statements/schemas.ts'
import type { StatementDocuments } from '#modules/statements/statement-documents.ts'
import { ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import type { Storage } from '#platform/storage.ts'
import { choosePortalPlan, previewPortalPlan } from './choose-portal-plan.ts'
import { endPortalSession } from './end-portal-session.ts'
import { noteVisit, openPortal, type Visit } from './open-portal.ts'
import { PortalPlanChoice, PortalPlanChosen, PortalPlans } from './plan-schemas.ts'
import type { PortalCookie } from './portal-cookie.ts'
import { requestPortalArchive } from './request-portal-archive.ts'
import {
  BySlug,
  BySlugAndId,
  PortalCreditNotePage,
  PortalDetails,
  PortalDetailsChanges,
  PortalInvoicePage,
  PortalInvoiceQuery,
  PortalListQuery,
  type PortalModule,
  PortalOverview,
  PortalPdfQuery,
} from './schemas.ts'
import { updatePortalDetails } from './update-portal-details.ts'
import * as queries from './visit-queries.ts'

export type VisitParts = {
  cookie: PortalCookie
  cursors: Cursors
  documents: InvoiceDocuments
  statements: StatementDocuments
  payUrls: queries.PayUrls
  storage: Storage
}

type Visited = Pick<FastifyRequest, 'transactAsUser' | 'headers'> & { params: { slug: string } }

const tags = ['portal']
/** A visitor is let in by `openPortal`, in the transaction of what they ask for. */
const visits = { permission: 'visitor' }
const papers = { ...visits, cost: 5 }

/** What a customer does who came in by a link. */
export function visitRoutes(app: App, { cookie, cursors, documents, statements, payUrls, storage }: VisitParts): void {
  const visiting = <T>(
    request: Visited,
    module: PortalModule | undefined,
    work: (visit: Visit, now: Temporal.Instant) => Promise<T>,
  ): Promise<T> =>
    request.transactAsUser(async (ctx) =>
      work(await openPortal(ctx, request.params.slug, cookie.read(request.headers.cookie), module), ctx.now),
    )

  app.get('/portal/:slug/overview', {
    // It writes down that the session is in use.
    config: { ...visits, changes_on_get: true },
    schema: { operationId: 'getPortalOverview', tags, params: BySlug, response: { 200: PortalOverview } },
    handler: (request) =>
      visiting(request, undefined, async (visit, now) => {
        await noteVisit(now, visit)
        return queries.getPortalOverview(visit)
      }),
  })

  app.post('/portal/:slug/log-out', {
    config: visits,
    schema: { operationId: 'endPortalSession', tags, params: BySlug, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      await visiting(request, undefined, async (visit) => endPortalSession(visit))
      reply.code(204).header('set-cookie', cookie.clear(request.params.slug))
      return null
    },
  })

  app.get('/portal/:slug/invoices', {
    config: visits,
    schema: {
      operationId: 'listPortalInvoices',
      tags,
      params: BySlug,
      querystring: PortalInvoiceQuery,
      response: { 200: PortalInvoicePage },
    },
    handler: (request) =>
      visiting(request, 'invoices', (visit) => queries.listPortalInvoices(visit, cursors, payUrls, request.query)),
  })

  app.get('/portal/:slug/invoices/:id/pdf', {
    config: papers,
    schema: {
      operationId: 'getPortalInvoicePdf',
      tags,
      params: BySlugAndId,
      querystring: PortalPdfQuery,
      produces: ['application/pdf'],
    },
    handler: async (request, reply) => {
      const { organization_id, invoice } = await visiting(request, 'invoices', async (visit) => {
        await queries.refuseOthers(visit, 'invoices', request.params.id)
        const { ctx } = visit
        return { organization_id: ctx.organization_id, invoice: await getPrintedInvoice(ctx, request.params.id) }
      })
      const pdf = await documents.pdfOf(organization_id, invoice)
      return sendPdf(reply, invoice.number, pdf, request.query)
    },
  })

  app.get('/portal/:slug/credit-notes', {
    config: visits,
    schema: {
      operationId: 'listPortalCreditNotes',
      tags,
      params: BySlug,
      querystring: PortalListQuery,
      response: { 200: PortalCreditNotePage },
    },
    handler: (request) =>
      visiting(request, 'credit_notes', (visit) => queries.listPortalCreditNotes(visit, cursors, request.query)),
  })

  app.get('/portal/:slug/credit-notes/:id/pdf', {
    config: papers,
    schema: {
      operationId: 'getPortalCreditNotePdf',
      tags,
      params: BySlugAndId,
      querystring: PortalPdfQuery,
      produces: ['application/pdf'],
    },
    handler: async (request, reply) => {
      const { organization_id, note } = await visiting(request, 'credit_notes', async (visit) => {
        await queries.refuseOthers(visit, 'credit_notes', request.params.id)
        return { organization_id: visit.ctx.organization_id, note: await getCreditNote(visit.ctx, request.params.id) }
      })
      const paper = { noun: 'credit_notes', id: note.id, day: note.issue_date, page: creditNotePage(note) } as const
      return sendPdf(reply, note.number, await documents.paperOf(organization_id, paper), request.query)
    },
  })

  app.post('/portal/:slug/archives', {
    config: { ...visits, cost: 20 },
    schema: { operationId: 'requestPortalArchive', tags, params: BySlug, response: { 202: DocumentArchive } },
    handler: (request, reply) => {
      reply.code(202)
      return visiting(request, undefined, requestPortalArchive)
    },
  })

  app.get('/portal/:slug/archives/:id', {
    config: visits,
    schema: { operationId: 'getPortalArchive', tags, params: BySlugAndId, response: { 200: DocumentArchive } },
    handler: (request) => visiting(request, undefined, (visit) => queries.getPortalArchive(visit, request.params.id)),
  })

  app.get('/portal/:slug/archives/:id/file', {
    exposeHeadRoute: false,
    config: { ...visits, cost: 20 },
    schema: {
      operationId: 'downloadPortalArchive',
      tags,
      params: BySlugAndId,
      response: { 200: { content: { 'application/zip': { schema: Type.String() } } } },
    },
    handler: async (request, reply) => {
      const { archive, entries } = await visiting(request, undefined, async (visit) => {
        const { id } = await queries.getPortalArchive(visit, request.params.id)
        return getArchiveFile(visit.ctx, id)
      })
      return reply.headers(archiveHeaders(archive)).send(streamArchive(storage, entries) as never)
    },
  })

  app.get('/portal/:slug/statement', {
    config: visits,
    schema: {
      operationId: 'getPortalStatement',
      tags,
      params: BySlug,
      querystring: StatementQuery,
      response: { 200: Statement },
    },
    handler: (request) =>
      visiting(request, 'statement', ({ ctx, customer_id }) => getStatement(ctx, customer_id, request.query)),
  })

  app.get('/portal/:slug/statement/pdf', {
    config: papers,
    schema: {
      operationId: 'getPortalStatementPdf',
      tags,
      params: BySlug,
      querystring: StatementQuery,
      produces: ['application/pdf'],
    },
    handler: async (request, reply) => {
      const statement = await visiting(request, 'statement', ({ ctx, customer_id }) =>
        getStatement(ctx, customer_id, request.query),
      )
      const pdf = await statements.pdfOf(statement)
      return sendPdf(reply, `Statement ${statement.to_date}`, pdf, { download: '1' })
    },
  })

  app.get('/portal/:slug/details', {
    config: visits,
    schema: { operationId: 'getPortalDetails', tags, params: BySlug, response: { 200: PortalDetails } },
    handler: (request) => visiting(request, 'details', queries.getPortalDetails),
  })

  app.patch('/portal/:slug/details', {
    config: { ...visits, if_match: true, cost: 5 },
    schema: {
      operationId: 'updatePortalDetails',
      tags,
      params: BySlug,
      body: PortalDetailsChanges,
      response: { 200: PortalDetails },
    },
    handler: (request) =>
      visiting(request, 'details', (visit) => updatePortalDetails(visit, request.version, request.body)),
  })

  app.get('/portal/:slug/subscriptions', {
    config: visits,
    schema: { operationId: 'listPortalPlans', tags, params: BySlug, response: { 200: PortalPlans } },
    handler: (request) => visiting(request, 'plan', (visit) => queries.listPortalPlans(visit, cursors)),
  })

  app.post('/portal/:slug/subscriptions/:id/preview-plan', {
    config: visits,
    schema: {
      operationId: 'previewPortalPlan',
      tags,
      params: BySlugAndId,
      body: PortalPlanChoice,
      response: { 200: ChangePreview },
    },
    handler: (request) =>
      visiting(request, 'plan', (visit) => previewPortalPlan(visit, request.params.id, request.body)),
  })

  app.post('/portal/:slug/subscriptions/:id/choose-plan', {
    config: { ...visits, cost: 5 },
    schema: {
      operationId: 'choosePortalPlan',
      tags,
      params: BySlugAndId,
      body: PortalPlanChoice,
      response: { 200: PortalPlanChosen },
    },
    handler: (request) =>
      visiting(request, 'plan', (visit) => choosePortalPlan(visit, request.params.id, request.body)),
  })
}
