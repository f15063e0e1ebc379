import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { markLeadSubmissionAsSpam } from './mark-lead-submission-as-spam.ts'
import { releaseLeadSubmission } from './release-lead-submission.ts'
import { retryLeadSubmission } from './retry-lead-submission.ts'
import { getLeadSubmission, listLeadSubmissions } from './submission-queries.ts'
import { LeadSubmission, LeadSubmissionPage, LeadSubmissionQuery } from './submission-schemas.ts'

const tags = ['lead forms']
const reads = { permission: 'lead_submissions.read' }
const writes = { permission: 'lead_submissions.write' }

export function leadSubmissionRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/lead-submissions', {
    config: reads,
    schema: {
      operationId: 'listLeadSubmissions',
      tags,
      querystring: LeadSubmissionQuery,
      response: { 200: LeadSubmissionPage },
    },
    handler: (request) => request.transact((ctx) => listLeadSubmissions(ctx, cursors, request.query)),
  })

  app.get('/lead-submissions/:id', {
    config: reads,
    schema: { operationId: 'getLeadSubmission', tags, params: ById, response: { 200: LeadSubmission } },
    handler: (request) => request.transact((ctx) => getLeadSubmission(ctx, request.params.id)),
  })

  app.post('/lead-submissions/:id/release', {
    config: writes,
    schema: { operationId: 'releaseLeadSubmission', tags, params: ById, response: { 200: LeadSubmission } },
    handler: (request) => request.transact((ctx) => releaseLeadSubmission(ctx, request.params.id)),
  })

  app.post('/lead-submissions/:id/mark-spam', {
    config: writes,
    schema: { operationId: 'markLeadSubmissionAsSpam', tags, params: ById, response: { 200: LeadSubmission } },
    handler: (request) => request.transact((ctx) => markLeadSubmissionAsSpam(ctx, request.params.id)),
  })

  app.post('/lead-submissions/:id/retry', {
    config: writes,
    schema: { operationId: 'retryLeadSubmission', tags, params: ById, response: { 200: LeadSubmission } },
    handler: (request) => request.transact((ctx) => retryLeadSubmission(ctx, request.params.id)),
  })
}
