import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { archiveContact } from './archive-contact.ts'
import { createContact } from './create-contact.ts'
import { getContact, listContacts } from './queries.ts'
import { restoreContact } from './restore-contact.ts'
import { Contact, ContactChanges, ContactList, ContactQuery, NewContact } from './schemas.ts'
import { updateContact } from './update-contact.ts'

const tags = ['customers']
const reads = { permission: 'customers.read' }
const writes = { permission: 'customers.write' }

export function contactRoutes(app: App): void {
  app.get('/customers/:id/contacts', {
    config: reads,
    schema: {
      operationId: 'listContacts',
      tags,
      params: ById,
      querystring: ContactQuery,
      response: { 200: ContactList },
    },
    handler: (request) => request.transact((ctx) => listContacts(ctx, request.params.id, request.query)),
  })

  app.post('/customers/:id/contacts', {
    config: writes,
    schema: { operationId: 'createContact', tags, params: ById, body: NewContact, response: { 201: Contact } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createContact(ctx, request.params.id, request.body))
    },
  })

  app.get('/contacts/:id', {
    config: reads,
    schema: { operationId: 'getContact', tags, params: ById, response: { 200: Contact } },
    handler: (request) => request.transact((ctx) => getContact(ctx, request.params.id)),
  })

  app.patch('/contacts/:id', {
    config: { ...writes, if_match: true },
    schema: { operationId: 'updateContact', tags, params: ById, body: ContactChanges, response: { 200: Contact } },
    handler: (request) =>
      request.transact((ctx) => updateContact(ctx, request.params.id, request.version, request.body)),
  })

  app.post('/contacts/:id/archive', {
    config: writes,
    schema: { operationId: 'archiveContact', tags, params: ById, response: { 200: Contact } },
    handler: (request) => request.transact((ctx) => archiveContact(ctx, request.params.id)),
  })

  app.post('/contacts/:id/restore', {
    config: writes,
    schema: { operationId: 'restoreContact', tags, params: ById, response: { 200: Contact } },
    handler: (request) => request.transact((ctx) => restoreContact(ctx, request.params.id)),
  })
}
