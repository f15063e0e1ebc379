import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { createApiKey } from './create-api-key.ts'
import { listApiKeys } from './queries.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { rotateApiKey } from './rotate-api-key.ts'
import { ApiKey, ApiKeyChanges, ApiKeyPage, ApiKeyQuery, ApiKeyWithSecret, NewApiKey, Rotation } from './schemas.ts'
import { updateApiKey } from './update-api-key.ts'

const tags = ['api keys']
type ApiKeyParts = { cursors: Cursors; public_url: string }

export function apiKeyRoutes(app: App, { cursors, public_url }: ApiKeyParts): void {
  app.get('/api-keys', {
    config: { permission: 'api_keys.read' },
    schema: { operationId: 'listApiKeys', tags, querystring: ApiKeyQuery, response: { 200: ApiKeyPage } },
    handler: (request) => request.transact((ctx) => listApiKeys(ctx, cursors, request.query)),
  })

  app.post('/api-keys', {
    config: { permission: 'api_keys.write', step_up: true, shown_once: 'secret' },
    schema: { operationId: 'createApiKey', tags, body: NewApiKey, response: { 201: ApiKeyWithSecret } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createApiKey(ctx, request.body, public_url))
    },
  })

  app.patch('/api-keys/:id', {
    config: { permission: 'api_keys.write', step_up: true, if_match: true },
    schema: { operationId: 'updateApiKey', tags, params: ById, body: ApiKeyChanges, response: { 200: ApiKey } },
    handler: (request) =>
      request.transact((ctx) => updateApiKey(ctx, request.params.id, request.version, request.body)),
  })

  app.post('/api-keys/:id/rotate', {
    config: { permission: 'api_keys.rotate', step_up: true, shown_once: 'secret' },
    schema: { operationId: 'rotateApiKey', tags, params: ById, body: Rotation, response: { 201: ApiKeyWithSecret } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => rotateApiKey(ctx, request.params.id, request.body, public_url))
    },
  })

  // Without a step-up: whoever stops a leaked key should not be kept waiting.
  app.post('/api-keys/:id/revoke', {
    config: { permission: 'api_keys.revoke' },
    schema: { operationId: 'revokeApiKey', tags, params: ById, response: { 200: ApiKey } },
    handler: (request) => request.transact((ctx) => revokeApiKey(ctx, request.params.id)),
  })
}
