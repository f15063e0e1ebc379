import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { archiveActivity } from './archive-activity.ts'
import { completeTask } from './complete-task.ts'
import { createTask } from './create-task.ts'
import { logActivity } from './log-activity.ts'
import { getMyDay } from './my-day-queries.ts'
import { getTimeline } from './queries.ts'
import { reopenTask } from './reopen-task.ts'
import { restoreActivity } from './restore-activity.ts'
import {
  ActivityChanges,
  LeadActivity,
  MyDay,
  MyDayQuery,
  NewActivity,
  NewTask,
  Timeline,
  TimelineQuery,
} from './schemas.ts'
import { updateActivity } from './update-activity.ts'

const tags = ['leads']
const reads = { permission: 'leads.read' }
const writes = { permission: 'leads.write' }

export function leadActivityRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/leads/my-day', {
    config: reads,
    schema: { operationId: 'getMyDay', tags, querystring: MyDayQuery, response: { 200: MyDay } },
    handler: (request) => request.transact((ctx) => getMyDay(ctx, request.query)),
  })

  app.get('/leads/:id/timeline', {
    config: reads,
    schema: { operationId: 'getTimeline', tags, params: ById, querystring: TimelineQuery, response: { 200: Timeline } },
    handler: (request) => request.transact((ctx) => getTimeline(ctx, cursors, request.params.id, request.query)),
  })

  app.post('/leads/:id/activities', {
    config: writes,
    schema: { operationId: 'logActivity', tags, params: ById, body: NewActivity, response: { 201: LeadActivity } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => logActivity(ctx, request.params.id, request.body))
    },
  })

  app.post('/leads/:id/tasks', {
    config: writes,
    schema: { operationId: 'createTask', tags, params: ById, body: NewTask, response: { 201: LeadActivity } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createTask(ctx, request.params.id, request.body))
    },
  })

  app.patch('/lead-activities/:id', {
    config: { ...writes, if_match: true },
    schema: {
      operationId: 'updateActivity',
      tags,
      params: ById,
      body: ActivityChanges,
      response: { 200: LeadActivity },
    },
    handler: (request) =>
      request.transact((ctx) => updateActivity(ctx, request.params.id, request.version, request.body)),
  })

  app.post('/lead-activities/:id/complete', {
    config: writes,
    schema: { operationId: 'completeTask', tags, params: ById, response: { 200: LeadActivity } },
    handler: (request) => request.transact((ctx) => completeTask(ctx, request.params.id)),
  })

  app.post('/lead-activities/:id/reopen', {
    config: writes,
    schema: { operationId: 'reopenTask', tags, params: ById, response: { 200: LeadActivity } },
    handler: (request) => request.transact((ctx) => reopenTask(ctx, request.params.id)),
  })

  app.post('/lead-activities/:id/archive', {
    config: writes,
    schema: { operationId: 'archiveActivity', tags, params: ById, response: { 200: LeadActivity } },
    handler: (request) => request.transact((ctx) => archiveActivity(ctx, request.params.id)),
  })

  app.post('/lead-activities/:id/restore', {
    config: writes,
    schema: { operationId: 'restoreActivity', tags, params: ById, response: { 200: LeadActivity } },
    handler: (request) => request.transact((ctx) => restoreActivity(ctx, request.params.id)),
  })
}
