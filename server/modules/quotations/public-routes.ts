import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { InvoiceDocuments } from '#modules/invoices/invoice-documents.ts'
import type { App } from '#platform/http.ts'
import { acceptByLink, declineByLink } from './answer-by-link.ts'
import { type OpenedQuotation, openQuotationLink } from './open-quotation-link.ts'
import { quotationPaper } from './quotation-page.ts'
import { ByQuotationToken, PublicQuotation, QuotationAcceptance, QuotationRefusal } from './schemas.ts'
import { showQuotation } from './show-quotation.ts'
import { seeByLink } from './see-quotation.ts'
import type { SendParts } from './send-quotation.ts'

type Asking = Pick<FastifyRequest, 'transactAsUser'> & { params: { token: string } }

const tags = ['quotations']
const open = { permission: 'public' }

/** For whoever has the link of a quotation. */
export function publicQuotationRoutes(
  app: App,
  { tokens, public_url, documents }: SendParts & { documents: InvoiceDocuments },
): void {
  const behind = <T>(request: Asking, work: (opened: OpenedQuotation) => Promise<T>): Promise<T> =>
    request.transactAsUser(async (ctx) => work(await openQuotationLink(ctx, tokens, request.params.token)))

  app.get('/public/quotations/:token', {
    config: open,
    schema: { operationId: 'getPublicQuotation', tags, params: ByQuotationToken, response: { 200: PublicQuotation } },
    handler: (request) => behind(request, async ({ quotation }) => showQuotation(quotation)),
  })

  app.get('/public/quotations/:token/pdf', {
    config: { ...open, cost: 5 },
    schema: { operationId: 'getPublicQuotationPdf', tags, params: ByQuotationToken, produces: ['application/pdf'] },
    handler: async (request, reply) => {
      const { ctx, quotation } = await behind(request, async (opened) => opened)
      const pdf = await documents.paperOf(ctx.organization_id, quotationPaper(quotation))
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `inline; filename="${quotation.number}.pdf"`)
        .header('referrer-policy', 'no-referrer')
        .header('x-robots-tag', 'noindex')
        .send(pdf)
    },
  })

  // Said by the page once somebody looks at it: programs that look into mail and chats open every link.
  app.post('/public/quotations/:token/seen', {
    config: { ...open, cost: 5 },
    schema: { operationId: 'seeQuotation', tags, params: ByQuotationToken, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      reply.code(204)
      const address = tokens.read(request.params.token)
      await seeByLink(
        address,
        (id) => request.isFromTeam(id),
        (work) => behind(request, work),
      )
      return null
    },
  })

  app.post('/public/quotations/:token/accept', {
    config: open,
    schema: {
      operationId: 'acceptPublicQuotation',
      tags,
      params: ByQuotationToken,
      body: QuotationAcceptance,
      response: { 204: Type.Null() },
    },
    handler: (request, reply) => {
      reply.code(204)
      return behind(request, (opened) => acceptByLink(opened, request.body, public_url))
    },
  })

  app.post('/public/quotations/:token/decline', {
    config: open,
    schema: {
      operationId: 'declinePublicQuotation',
      tags,
      params: ByQuotationToken,
      body: QuotationRefusal,
      response: { 204: Type.Null() },
    },
    handler: (request, reply) => {
      reply.code(204)
      return behind(request, (opened) => declineByLink(opened, request.body, public_url))
    },
  })
}
