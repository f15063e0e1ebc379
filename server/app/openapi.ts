import swagger from '@fastify/swagger'
import type { App } from '#platform/http.ts'
import { Problem } from '#platform/schemas.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type JsonObject = { [key: string]: Json }
export type OpenApiDocument = JsonObject & { paths: Record<string, JsonObject>; components: { schemas: JsonObject } }

/** Must be registered before the routes that it describes. */
export async function describeRoutes(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'NexusCore',
        version,
        license: { name: 'MIT', identifier: 'MIT' },
        description: 'From a web lead to PayNow money in the bank, with the GST tax invoice done on the way.',
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          session: { type: 'apiKey', in: 'cookie', name: 'session' },
        },
      },
    },
    hideUntagged: true,
    transform: ({ schema, url, route }) => ({ url, schema: withSecurity(schema as object, route.config) as never }),
  })
}

function withSecurity(schema: object, config: { permission?: string } | undefined): object {
  const permission = config?.permission
  const needs = permission === 'public' ? [] : [{ bearer: [] }, { session: [] }]
  const description =
    permission === 'public' || permission === 'signed_in' ? undefined : `Permission: \`${permission}\``
  return { ...schema, security: needs, ...(description && { description }) }
}

/** The document as served and committed: each titled shape is a component once, and every operation may answer a problem. */
export function openApiDocument(app: App): OpenApiDocument {
  const schemas: JsonObject = {}
  const raw = structuredClone(app.swagger()) as unknown as OpenApiDocument
  const paths: Record<string, JsonObject> = {}
  for (const [path, operations] of Object.entries(raw.paths)) {
    const hoisted = hoist(operations, schemas) as JsonObject
    for (const [method, operation] of Object.entries(hoisted)) completeOperation(method, path, operation as JsonObject)
    paths[path.replace(/(.)\/$/, '$1')] = hoisted
  }
  hoist(structuredClone(Problem) as unknown as Json, schemas)
  const { schemas: _, ...components } = raw.components ?? {}
  const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { ...raw, paths, components: { ...components, schemas: sorted } }
}

/** Replaces each object that has a title by a reference to the component of that name. */
function hoist(value: Json, schemas: JsonObject): Json {
  if (Array.isArray(value)) return value.map((item) => hoist(item, schemas))
  if (value === null || typeof value !== 'object') return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hoist(item, schemas)]))
  const { title, ...schema } = inner
  if (typeof title !== 'string' || inner.type !== 'object') return inner
  schemas[title] ??= schema
  return { $ref: `#/components/schemas/${title}` }
}

function completeOperation(method: string, path: string, operation: JsonObject): void {
  const responses = operation.responses as JsonObject
  responses.default = {
    description: 'A problem document (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  if (path.endsWith('/pdf')) responses['200'] = { description: 'The document', content: { 'application/pdf': {} } }
  const parameters = (operation.parameters ?? []) as Json[]
  const isTenant = typeof operation.description === 'string' && operation.description.startsWith('Permission')
  if (isTenant && !path.startsWith('/api/v1/organizations/'))
    parameters.push(header('X-Organization-Id', 'The organisation; not needed when you belong to only one.', false))
  if (isTenant && method === 'post')
    parameters.push(
      header('Idempotency-Key', 'The same key and body give the stored answer for 24 hours.', needsKey.has(path)),
    )
  if (method === 'patch' && isTenant) parameters.push(header('If-Match', 'The ETag of the version you changed.', true))
  if (parameters.length) operation.parameters = parameters
}

const needsKey = new Set(['/api/v1/invoices', '/api/v1/invoice-drafts/{id}/issue', '/api/v1/payments'])

function header(name: string, description: string, required: boolean): Json {
  return { in: 'header', name, description, required, schema: { type: 'string' } }
}
