import { CustomerMail } from '#modules/customer-mails/schemas.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { getStatement } from './queries.ts'
import { Statement, StatementPdfQuery, StatementQuery, StatementSending } from './schemas.ts'
import { type LiveUrl, sendStatement } from './send-statement.ts'
import type { StatementDocuments } from './statement-documents.ts'

const tags = ['statements']
const reads = { permission: 'statements.read' }

export function statementRoutes(
  app: App,
  { documents, liveUrl }: { documents: StatementDocuments; liveUrl: LiveUrl },
): void {
  app.get('/customers/:id/statement', {
    config: reads,
    schema: {
      operationId: 'getStatement',
      tags,
      params: ById,
      querystring: StatementQuery,
      response: { 200: Statement },
    },
    handler: (request) => request.transact((ctx) => getStatement(ctx, request.params.id, request.query)),
  })

  // A frame and a download link cannot send a header, so the organisation may be named in the query here.
  app.get('/customers/:id/statement/pdf', {
    config: { ...reads, organization: 'query', cost: 5 },
    schema: {
      operationId: 'getStatementPdf',
      tags,
      params: ById,
      querystring: StatementPdfQuery,
      produces: ['application/pdf'],
    },
    handler: async (request, reply) => {
      const { from, to, download } = request.query
      const range = { ...(from && { from }), ...(to && { to }) }
      const statement = await request.transact((ctx) => getStatement(ctx, request.params.id, range))
      const pdf = await documents.pdfOf(statement)
      const disposition = download ? 'attachment' : 'inline'
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `${disposition}; filename="Statement ${statement.to_date}.pdf"`)
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'")
        .header('x-frame-options', 'SAMEORIGIN')
        .send(Buffer.from(pdf))
    },
  })

  app.post('/customers/:id/send-statement', {
    config: { permission: 'statements.send', idempotency: 'required' },
    schema: {
      operationId: 'sendStatement',
      tags,
      params: ById,
      body: StatementSending,
      response: { 202: CustomerMail },
    },
    handler: (request, reply) => {
      reply.code(202)
      return request.transact((ctx) => sendStatement(ctx, request.params.id, request.body, liveUrl))
    },
  })
}
