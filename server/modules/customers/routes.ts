import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { archiveCustomer } from './archive-customer.ts'
import { createCustomer } from './create-customer.ts'
import { countCustomers, getCustomer, listCustomers } from './queries.ts'
import { restoreCustomer } from './restore-customer.ts'
import {
  Customer,
  CustomerChanges,
  CustomerCount,
  CustomerCountQuery,
  CustomerPage,
  CustomerQuery,
  NewCustomer,
} from './schemas.ts'
import { updateCustomer } from './update-customer.ts'

const tags = ['customers']
const reads = { permission: 'customers.read' }
const writes = { permission: 'customers.write' }

export function customerRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/customers', {
    config: reads,
    schema: { operationId: 'listCustomers', tags, querystring: CustomerQuery, response: { 200: CustomerPage } },
    handler: (request) => request.transact((ctx) => listCustomers(ctx, cursors, request.query)),
  })

  app.get('/customers/count', {
    config: reads,
    schema: { operationId: 'countCustomers', tags, querystring: CustomerCountQuery, response: { 200: CustomerCount } },
    handler: (request) => request.transact((ctx) => countCustomers(ctx, request.query)),
  })

  app.post('/customers', {
    config: writes,
    schema: { operationId: 'createCustomer', tags, body: NewCustomer, response: { 201: Customer } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createCustomer(ctx, request.body))
    },
  })

  app.get('/customers/:id', {
    config: reads,
    schema: { operationId: 'getCustomer', tags, params: ById, response: { 200: Customer } },
    handler: (request) => request.transact((ctx) => getCustomer(ctx, request.params.id)),
  })

  app.patch('/customers/:id', {
    config: { ...writes, if_match: true },
    schema: {
      operationId: 'updateCustomer',
      tags,
      params: ById,
      body: CustomerChanges,
      response: { 200: Customer },
    },
    handler: (request) =>
      request.transact((ctx) => updateCustomer(ctx, request.params.id, request.version, request.body)),
  })

  app.post('/customers/:id/archive', {
    config: writes,
    schema: { operationId: 'archiveCustomer', tags, params: ById, response: { 200: Customer } },
    handler: (request) => request.transact((ctx) => archiveCustomer(ctx, request.params.id)),
  })

  app.post('/customers/:id/restore', {
    config: writes,
    schema: { operationId: 'restoreCustomer', tags, params: ById, response: { 200: Customer } },
    handler: (request) => request.transact((ctx) => restoreCustomer(ctx, request.params.id)),
  })
}
