import swagger from '@fastify/swagger'
import type { FastifyContextConfig, RouteOptions } from 'fastify'
import { Type } from 'typebox'
import { scopes } from '#modules/api-keys/schemas.ts'
import type { App } from '#platform/http.ts'
import { isSafe } from '#platform/http-access.ts'
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
          portal: { type: 'apiKey', in: 'cookie', name: 'portal' },
          api_key: { type: 'http', scheme: 'bearer', bearerFormat: 'nxc_live_…' },
        },
      },
    },
    hideUntagged: true,
    transform: ({ schema, url, route }) => ({ url, schema: withAccess(schema as object, route) as never }),
  })
}

/** Who may send a request, and with which headers, is said once: in the `config` of its route. */
function withAccess(schema: object, { method, config = {} }: RouteOptions): object {
  const { permission, step_up } = config
  if (permission === 'public') return { ...schema, security: [] }
  if (permission === 'visitor') return { ...schema, security: [{ portal: [] }] }
  const wants = [permission !== 'signed_in' && `Permission: \`${permission}\``, step_up && 'Wants a step-up'].filter(
    Boolean,
  )
  const description = wants.length ? { description: wants.join('. ') } : {}
  const security = [{ bearer: [] }, { session: [] }, ...keysWith(permission)]
  const guarded = { ...schema, security, ...description }
  if (permission === 'signed_in')
    return config.idempotency ? { ...guarded, headers: Type.Object(keyHeader(config)) } : guarded
  return { ...guarded, headers: headersOf(String(method), config) }
}

/** Where keys are let in, with the scope that they need. */
const keysWith = (permission = '') =>
  (scopes as readonly string[]).includes(permission) ? [{ api_key: [permission] }] : []

/** What a request inside an organisation may or must carry. */
function headersOf(method: string, { organization, idempotency, if_match }: FastifyContextConfig): object {
  return Type.Object({
    ...(organization !== 'path' && {
      'X-Organization-Id': Type.Optional(header('The organisation; not needed when you belong to only one.')),
    }),
    ...(!isSafe(method) && keyHeader({ idempotency })),
    ...(if_match && { 'If-Match': header('The ETag of the version you changed.') }),
  })
}

function keyHeader({ idempotency }: { idempotency?: FastifyContextConfig['idempotency'] | undefined }) {
  const once = header('The same key and body give the stored answer for at least 24 hours.')
  return { 'Idempotency-Key': idempotency === 'required' ? once : Type.Optional(once) }
}

const header = (description: string) => Type.String({ description })

/** The document as served and committed: each titled shape is a component once, and every operation may answer a problem. */
export function openApiDocument(app: App): OpenApiDocument {
  const schemas: JsonObject = {}
  const raw = structuredClone(app.swagger()) as unknown as OpenApiDocument
  const paths: Record<string, JsonObject> = {}
  for (const [path, operations] of Object.entries(raw.paths)) {
    const hoisted = hoist(operations, schemas) as JsonObject
    for (const operation of Object.values(hoisted)) completeOperation(path, operation as JsonObject)
    paths[path.replace(/(.)\/$/, '$1')] = hoisted
  }
  hoist(structuredClone(Problem) as unknown as Json, schemas)
  const { schemas: _, ...components } = raw.components ?? {}
  const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { ...raw, paths, components: { ...components, schemas: sorted } }
}

/** Replaces each object that has a title by a reference to the component of that name, beside what the field means. */
function hoist(value: Json, schemas: JsonObject): Json {
  if (Array.isArray(value)) return value.map((item) => hoist(item, schemas))
  if (value === null || typeof value !== 'object') return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hoist(item, schemas)]))
  const { title, description, ...schema } = inner
  if (typeof title !== 'string' || inner.type !== 'object') return inner
  schemas[title] ??= schema
  return { $ref: `#/components/schemas/${title}`, ...(description !== undefined && { description }) }
}

function completeOperation(path: string, operation: JsonObject): void {
  const responses = operation.responses as JsonObject
  responses.default = {
    description: 'A problem document (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  if (path.endsWith('/pdf')) responses['200'] = { description: 'The document', content: { 'application/pdf': {} } }
}
