import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { getTrialBalance, listJournalEntries } from './queries.ts'
import { JournalPage, JournalQuery, TrialBalance, TrialBalanceQuery } from './schemas.ts'

const reads = { permission: 'payments.read' }

export function journalRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/journal-entries', {
    config: reads,
    schema: {
      operationId: 'listJournalEntries',
      tags: ['journal'],
      querystring: JournalQuery,
      response: { 200: JournalPage },
    },
    handler: (request) => request.transact((ctx) => listJournalEntries(ctx, cursors, request.query)),
  })

  app.get('/reports/trial-balance', {
    config: reads,
    schema: {
      operationId: 'getTrialBalance',
      tags: ['reports'],
      querystring: TrialBalanceQuery,
      response: { 200: TrialBalance },
    },
    handler: (request) => request.transact((ctx) => getTrialBalance(ctx, request.query)),
  })
}
