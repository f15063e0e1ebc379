import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { listReturnedMails } from './queries.ts'
import { receiveMailReports, type ReportDoor } from './receive-mail-reports.ts'
import { CustomerMailList, MailReports, MailReportsNoted } from './schemas.ts'

const tags = ['customer mails']

export function customerMailRoutes(app: App, { door }: { door: ReportDoor }): void {
  app.post('/webhooks/mail', {
    config: { permission: 'public' },
    schema: { operationId: 'receiveMailReports', tags, body: MailReports, response: { 200: MailReportsNoted } },
    handler: (request) => receiveMailReports(door, request.headers.authorization, request.body),
  })

  app.get('/customers/:id/returned-mails', {
    config: { permission: 'invoices.read' },
    schema: { operationId: 'listReturnedMails', tags, params: ById, response: { 200: CustomerMailList } },
    handler: (request) => request.transact((ctx) => listReturnedMails(ctx, request.params.id)),
  })
}
