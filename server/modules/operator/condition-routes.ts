import { Type } from 'typebox'
import type { Cursors } from '#platform/cursor.ts'
import type { Pool } from '#platform/database.ts'
import type { App } from '#platform/http.ts'
import { listServerFailures } from './failure-queries.ts'
import { getJobHealth } from './job-health.ts'
import { removeJob, retryJob } from './retry-job.ts'
import { ByJob, JobHealth, JobsRetried, ServerFailurePage, ServerFailureQuery } from './schemas.ts'

const tags = ['operator']
const reads = { permission: 'operator.read' }
const writes = { permission: 'operator.write' }
export type ConditionParts = { cursors: Cursors; worker_pool: Pool }

/** How the installation itself is. */
export function conditionRoutes(app: App, { cursors, worker_pool }: ConditionParts): void {
  app.get('/operator/jobs', {
    config: reads,
    schema: { operationId: 'getJobHealth', tags, response: { 200: JobHealth } },
    handler: async (request) => {
      await request.admit()
      request.log.info('an operator asked for the health of all jobs, as the worker')
      return getJobHealth(worker_pool)
    },
  })

  app.post('/operator/jobs/:id/retry', {
    config: writes,
    schema: { operationId: 'retryJob', tags, params: ByJob, response: { 200: JobsRetried } },
    handler: (request) => request.transact((ctx) => retryJob(ctx, worker_pool, request.params.id)),
  })

  app.delete('/operator/jobs/:id', {
    config: writes,
    schema: { operationId: 'removeJob', tags, params: ByJob, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      await request.transact((ctx) => removeJob(ctx, worker_pool, request.params.id))
      reply.code(204)
      return null
    },
  })

  app.get('/operator/failures', {
    config: reads,
    schema: {
      operationId: 'listServerFailures',
      tags,
      querystring: ServerFailureQuery,
      response: { 200: ServerFailurePage },
    },
    handler: (request) => request.transact((ctx) => listServerFailures(ctx, cursors, request.query)),
  })
}
