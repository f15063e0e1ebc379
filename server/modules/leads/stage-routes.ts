import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { archiveLeadField } from './archive-lead-field.ts'
import { archiveLeadStage } from './archive-lead-stage.ts'
import { createLeadField } from './create-lead-field.ts'
import { createLeadStage } from './create-lead-stage.ts'
import { orderLeadFields } from './order-lead-fields.ts'
import { orderLeadStages } from './order-lead-stages.ts'
import { getLeadSettings, listLeadFields, listLeadStages } from './stage-queries.ts'
import {
  LeadField,
  LeadFieldChanges,
  LeadFieldList,
  LeadOrder,
  LeadSettings,
  LeadSettingsChanges,
  LeadStage,
  LeadStageChanges,
  LeadStageList,
  NewLeadField,
  NewLeadStage,
} from './stage-schemas.ts'
import { updateLeadField } from './update-lead-field.ts'
import { updateLeadSettings } from './update-lead-settings.ts'
import { updateLeadStage } from './update-lead-stage.ts'

const tags = ['leads']
const reads = { permission: 'leads.read' }
const writes = { permission: 'lead_settings.write' }

/** The board and the fields that an organisation gives its leads. */
export function leadStageRoutes(app: App): void {
  app.get('/lead-stages', {
    config: reads,
    schema: { operationId: 'listLeadStages', tags, response: { 200: LeadStageList } },
    handler: (request) => request.transact(listLeadStages),
  })

  app.post('/lead-stages', {
    config: writes,
    schema: { operationId: 'createLeadStage', tags, body: NewLeadStage, response: { 201: LeadStage } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createLeadStage(ctx, request.body))
    },
  })

  app.post('/lead-stages/order', {
    config: writes,
    schema: { operationId: 'orderLeadStages', tags, body: LeadOrder, response: { 200: LeadStageList } },
    handler: (request) => request.transact((ctx) => orderLeadStages(ctx, request.body)),
  })

  app.patch('/lead-stages/:id', {
    config: { ...writes, if_match: true },
    schema: {
      operationId: 'updateLeadStage',
      tags,
      params: ById,
      body: LeadStageChanges,
      response: { 200: LeadStage },
    },
    handler: (request) =>
      request.transact((ctx) => updateLeadStage(ctx, request.params.id, request.version, request.body)),
  })

  app.post('/lead-stages/:id/archive', {
    config: writes,
    schema: { operationId: 'archiveLeadStage', tags, params: ById, response: { 200: LeadStage } },
    handler: (request) => request.transact((ctx) => archiveLeadStage(ctx, request.params.id)),
  })

  app.get('/lead-fields', {
    config: reads,
    schema: { operationId: 'listLeadFields', tags, response: { 200: LeadFieldList } },
    handler: (request) => request.transact(listLeadFields),
  })

  app.post('/lead-fields', {
    config: writes,
    schema: { operationId: 'createLeadField', tags, body: NewLeadField, response: { 201: LeadField } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createLeadField(ctx, request.body))
    },
  })

  app.post('/lead-fields/order', {
    config: writes,
    schema: { operationId: 'orderLeadFields', tags, body: LeadOrder, response: { 200: LeadFieldList } },
    handler: (request) => request.transact((ctx) => orderLeadFields(ctx, request.body)),
  })

  app.patch('/lead-fields/:id', {
    config: { ...writes, if_match: true },
    schema: {
      operationId: 'updateLeadField',
      tags,
      params: ById,
      body: LeadFieldChanges,
      response: { 200: LeadField },
    },
    handler: (request) =>
      request.transact((ctx) => updateLeadField(ctx, request.params.id, request.version, request.body)),
  })

  app.post('/lead-fields/:id/archive', {
    config: writes,
    schema: { operationId: 'archiveLeadField', tags, params: ById, response: { 200: LeadField } },
    handler: (request) => request.transact((ctx) => archiveLeadField(ctx, request.params.id)),
  })

  app.get('/lead-settings', {
    config: reads,
    schema: { operationId: 'getLeadSettings', tags, response: { 200: LeadSettings } },
    handler: (request) => request.transact(getLeadSettings),
  })

  app.patch('/lead-settings', {
    config: writes,
    schema: { operationId: 'updateLeadSettings', tags, body: LeadSettingsChanges, response: { 200: LeadSettings } },
    handler: (request) => request.transact((ctx) => updateLeadSettings(ctx, request.body)),
  })
}
