import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { LiveEvents } from '#modules/events/live-events.ts'
import { EventNotice } from '#modules/events/schemas.ts'
import type { InvoiceDocuments } from '#modules/invoices/invoice-documents.ts'
import { getPrintedInvoice } from '#modules/invoices/queries.ts'
import { eventStreamHeaders } from '#platform/event-stream.ts'
import type { App } from '#platform/http.ts'
import type { PayDoor } from '#modules/stripe/start-checkout.ts'
import { ById } from '#platform/schemas.ts'
import { type Opened, openPayLink } from './open-pay-link.ts'
import { checkCard, payByCard } from './pay-by-card.ts'
import type { PayTokens } from './pay-tokens.ts'
import { getPayLink, getPayPage } from './queries.ts'
import { replacePayLink } from './replace-pay-link.ts'
import { revokePayLink } from './revoke-pay-link.ts'
import { ByToken, CardPage, PayLink, PayPage } from './schemas.ts'
import { seeByLink } from './see-invoice.ts'

type PayParts = {
  tokens: PayTokens
  documents: InvoiceDocuments
  live: LiveEvents
  public_url: string
  door: PayDoor
}

type Asking = Pick<FastifyRequest, 'transactAsUser'> & { params: { token: string } }

const tags = ['pay pages']
const open = { permission: 'public' }

export function payPageRoutes(app: App, { tokens, documents, live, public_url, door }: PayParts): void {
  const parts = { tokens, public_url }
  const behind =
    (request: Asking) =>
    <T>(work: (opened: Opened) => Promise<T>): Promise<T> =>
      request.transactAsUser(async (ctx) => work(await openPayLink(ctx, tokens, request.params.token)))

  app.get('/public/pay/:token', {
    config: open,
    schema: { operationId: 'getPayPage', tags, params: ByToken, response: { 200: PayPage } },
    handler: (request) =>
      request.transactAsUser(async (ctx) => getPayPage(await openPayLink(ctx, tokens, request.params.token))),
  })

  app.get('/public/pay/:token/pdf', {
    config: { ...open, cost: 5 },
    schema: { operationId: 'getPayPagePdf', tags, params: ByToken, produces: ['application/pdf'] },
    handler: async (request, reply) => {
      const { organization_id, invoice } = await request.transactAsUser(async (user) => {
        const { ctx, invoice_id } = await openPayLink(user, tokens, request.params.token)
        return { organization_id: ctx.organization_id, invoice: await getPrintedInvoice(ctx, invoice_id) }
      })
      const pdf = await documents.pdfOf(organization_id, invoice)
      return (
        reply
          .header('content-type', 'application/pdf')
          .header('content-disposition', `inline; filename="${invoice.number}.pdf"`)
          .header('referrer-policy', 'no-referrer')
          // What browsers show PDFs with brings styles of its own.
          .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
          .send(Buffer.from(pdf))
      )
    },
  })

  app.post('/public/pay/:token/card', {
    config: { ...open, cost: 20 },
    schema: { operationId: 'payByCard', tags, params: ByToken, response: { 200: CardPage } },
    handler: (request) => payByCard(door, behind(request), request.params.token),
  })

  app.post('/public/pay/:token/card/check', {
    config: { ...open, cost: 10 },
    schema: { operationId: 'checkCard', tags, params: ByToken, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      await checkCard(door, behind(request))
      reply.code(204)
      return null
    },
  })

  // Said by the page once somebody looks at it: programs that look into mail and chats open every link.
  app.post('/public/pay/:token/seen', {
    config: { ...open, cost: 5 },
    schema: { operationId: 'seeInvoice', tags, params: ByToken, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      reply.code(204)
      await seeByLink(tokens.read(request.params.token), (id) => request.isFromTeam(id), behind(request))
      return null
    },
  })

  app.get('/public/pay/:token/stream', {
    exposeHeadRoute: false,
    config: open,
    schema: {
      operationId: 'streamPayPage',
      tags,
      params: ByToken,
      response: { 200: { content: { 'text/event-stream': { schema: EventNotice } } } },
    },
    handler: async (request, reply) => {
      const opened = () => request.transactAsUser((ctx) => openPayLink(ctx, tokens, request.params.token))
      const { ctx, invoice_id } = await opened()
      const watched = { organization_id: ctx.organization_id, subject_id: invoice_id }
      const stream = live.watch(watched, async () => void (await opened()))
      return reply.headers(eventStreamHeaders).send(stream as never)
    },
  })

  app.get('/invoices/:id/pay-link', {
    config: { permission: 'invoices.read' },
    schema: { operationId: 'getPayLink', tags, params: ById, response: { 200: PayLink } },
    handler: (request) => request.transact((ctx) => getPayLink(ctx, parts, request.params.id)),
  })

  app.post('/invoices/:id/pay-link/replace', {
    config: { permission: 'pay_links.write' },
    schema: { operationId: 'replacePayLink', tags, params: ById, response: { 200: PayLink } },
    handler: (request) => request.transact((ctx) => replacePayLink(ctx, parts, request.params.id)),
  })

  app.post('/invoices/:id/pay-link/revoke', {
    config: { permission: 'pay_links.write' },
    schema: { operationId: 'revokePayLink', tags, params: ById, response: { 200: PayLink } },
    handler: (request) => request.transact((ctx) => revokePayLink(ctx, parts, request.params.id)),
  })
}
