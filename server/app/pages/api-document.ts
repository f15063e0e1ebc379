import type { OpenApiDocument } from '#app/openapi.ts'

/** The part of JSON Schema 2020-12 that our routes use. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  description?: string
  format?: string
  pattern?: string
  enum?: (string | number | null)[]
  default?: string | number | boolean
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minProperties?: number
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  additionalProperties?: boolean | Schema
}

export type Parameter = { in: string; name: string; description?: string; required: boolean; schema: Schema }
export type Answer = { status: string; media: string | undefined; schema: Schema | undefined }

export type Operation = {
  id: string
  title: string
  method: string
  path: string
  summary: string | undefined
  /** 'public', 'signed_in', or a permission of the organisation. */
  permission: string
  parameters: Parameter[]
  body: Schema | undefined
  answers: Answer[]
}

export type ApiDocument = {
  version: string
  groups: { tag: string; operations: Operation[] }[]
  schemas: Record<string, Schema>
}

type Content = Record<string, { schema?: Schema }>
type RawOperation = {
  operationId: string
  tags: string[]
  summary?: string
  description?: string
  security?: object[]
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content }>
}

type RawDocument = {
  info: { version: string }
  paths: Record<string, Record<string, RawOperation>>
  components: { schemas: Record<string, Schema> }
}

/** The OpenAPI document in the shape in which it is read: by tag, in the order in which the routes were registered. */
export function readApiDocument(document: OpenApiDocument): ApiDocument {
  const { info, paths, components } = asRaw(document)
  const tagged = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => ({ tag: raw.tags[0]!, operation: operationOf(method, path, raw) })),
  )
  const groups = Object.entries(Object.groupBy(tagged, ({ tag }) => tag))
  return {
    version: info.version,
    groups: groups.map(([tag, of = []]) => ({ tag, operations: of.map(({ operation }) => operation) })),
    schemas: components.schemas,
  }
}

/** Our own routes wrote it: nothing in it is of another kind than these types say. */
function asRaw(document: OpenApiDocument): RawDocument {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- any JSON narrows to what is known of it
  return document as unknown as RawDocument
}

function operationOf(method: string, path: string, raw: RawOperation): Operation {
  const { operationId: id, summary, description, security, parameters = [], requestBody, responses } = raw
  return {
    id,
    title: titleOf(id),
    method: method.toUpperCase(),
    path,
    summary,
    permission: /^Permission: `(.+)`/.exec(description ?? '')?.[1] ?? (security?.length ? 'signed_in' : 'public'),
    parameters: parameters.toSorted((a, b) => place(a) - place(b)),
    body: requestBody?.content['application/json']?.schema,
    answers: Object.entries(responses)
      .filter(([status]) => status !== 'default')
      .map(([status, { content = {} }]) => {
        const [media, of] = Object.entries(content)[0] ?? []
        return { status, media, schema: of?.schema }
      }),
  }
}

const places = ['path', 'query', 'header']
const place = (parameter: Parameter): number => places.indexOf(parameter.in)

const spellings: Record<string, string> = { pdf: 'PDF', gst: 'GST', email: 'e-mail', json: 'JSON', my: 'my' }

/** `getInvoicePdf` is read as 'Get invoice PDF'. */
export function titleOf(operationId: string): string {
  const words = operationId.split(/(?=[A-Z])/).map((word) => word.toLowerCase())
  const title = words.map((word) => spellings[word] ?? word).join(' ')
  return title.charAt(0).toUpperCase() + title.slice(1)
}

export const componentOf = (schema: Schema): string | undefined => schema.$ref?.split('/').at(-1)

/** What a reference stands for; anything else is itself. */
export function resolve(schema: Schema, schemas: Record<string, Schema>): Schema {
  const name = componentOf(schema)
  return name ? (schemas[name] ?? {}) : schema
}

/** `anyOf: [X, null]` is how a nullable object is written. */
export function withoutNull(schema: Schema): { schema: Schema; nullable: boolean } {
  const options = schema.anyOf?.filter(({ type }) => type !== 'null') ?? []
  if (options.length === 1) return { schema: options[0]!, nullable: true }
  return { schema, nullable: Array.isArray(schema.type) && schema.type.includes('null') }
}
