import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { archiveLeadForm } from './archive-lead-form.ts'
import { closeLeadForm } from './close-lead-form.ts'
import { copyLeadForm } from './copy-lead-form.ts'
import { createLeadForm } from './create-lead-form.ts'
import type { FormDoor } from './form-door.ts'
import { openLeadForm } from './open-lead-form.ts'
import { getLeadForm, listLeadForms } from './queries.ts'
import { restoreLeadForm } from './restore-lead-form.ts'
import { LeadForm, LeadFormChanges, LeadFormPage, LeadFormQuery, NewLeadForm } from './schemas.ts'
import { updateLeadForm } from './update-lead-form.ts'

const tags = ['lead forms']
const reads = { permission: 'lead_forms.read' }
const writes = { permission: 'lead_forms.write' }

export function leadFormRoutes(app: App, { cursors, door }: { cursors: Cursors; door: FormDoor }): void {
  /** What was changed is what the next visitor sees. */
  const told = (form: LeadForm): LeadForm => {
    door.forget(form.form_key)
    return form
  }

  app.get('/lead-forms', {
    config: reads,
    schema: { operationId: 'listLeadForms', tags, querystring: LeadFormQuery, response: { 200: LeadFormPage } },
    handler: (request) => request.transact((ctx) => listLeadForms(ctx, cursors, request.query)),
  })

  app.post('/lead-forms', {
    config: writes,
    schema: { operationId: 'createLeadForm', tags, body: NewLeadForm, response: { 201: LeadForm } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createLeadForm(ctx, request.body))
    },
  })

  app.get('/lead-forms/:id', {
    config: reads,
    schema: { operationId: 'getLeadForm', tags, params: ById, response: { 200: LeadForm } },
    handler: (request) => request.transact((ctx) => getLeadForm(ctx, request.params.id)),
  })

  app.patch('/lead-forms/:id', {
    config: { ...writes, if_match: true },
    schema: {
      operationId: 'updateLeadForm',
      tags,
      params: ById,
      body: LeadFormChanges,
      response: { 200: LeadForm },
    },
    handler: async (request) =>
      told(await request.transact((ctx) => updateLeadForm(ctx, request.params.id, request.version, request.body))),
  })

  app.post('/lead-forms/:id/copy', {
    config: writes,
    schema: { operationId: 'copyLeadForm', tags, params: ById, response: { 201: LeadForm } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => copyLeadForm(ctx, request.params.id))
    },
  })

  app.post('/lead-forms/:id/open', {
    config: writes,
    schema: { operationId: 'openLeadForm', tags, params: ById, response: { 200: LeadForm } },
    handler: async (request) => told(await request.transact((ctx) => openLeadForm(ctx, request.params.id))),
  })

  app.post('/lead-forms/:id/close', {
    config: writes,
    schema: { operationId: 'closeLeadForm', tags, params: ById, response: { 200: LeadForm } },
    handler: async (request) => told(await request.transact((ctx) => closeLeadForm(ctx, request.params.id))),
  })

  app.post('/lead-forms/:id/archive', {
    config: writes,
    schema: { operationId: 'archiveLeadForm', tags, params: ById, response: { 200: LeadForm } },
    handler: async (request) => told(await request.transact((ctx) => archiveLeadForm(ctx, request.params.id))),
  })

  app.post('/lead-forms/:id/restore', {
    config: writes,
    schema: { operationId: 'restoreLeadForm', tags, params: ById, response: { 200: LeadForm } },
    handler: async (request) => told(await request.transact((ctx) => restoreLeadForm(ctx, request.params.id))),
  })
}
