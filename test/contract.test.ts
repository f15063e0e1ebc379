import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { permissions, permissionsOf } from '#modules/auth/permissions.ts'
import { openApiDocument } from '#app/openapi.ts'
import { startApp } from './support.ts'

type Schema = {
  $ref?: string
  type?: unknown
  properties?: Record<string, Schema>
  additionalProperties?: unknown
  items?: Schema
  anyOf?: Schema[]
}
type Operation = {
  operationId?: string
  /** Empty where the route is open to everybody. */
  security: object[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}
const { app, request } = await startApp({ environment: 'development' })
const document = openApiDocument(app)
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods as unknown as Record<string, Operation>).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    ...operation,
  })),
)
const schemas = document.components.schemas as unknown as Record<string, Schema>

test('openapi.json says what the routes are', () => {
  const advice = 'Run `npm run openapi:generate` and commit the result with the change of the route.'
  assert.equal(readFileSync('openapi.json', 'utf8'), `${JSON.stringify(document, null, 2)}\n`, advice)
  assert.ok(operations.length >= 40, `${operations.length} operations`)
})

test('serves the document and readable pages made from it', async () => {
  assert.equal((await request('GET', '/api/v1/openapi.json')).body.openapi, '3.1.1')
  const docs = await request('GET', '/docs')
  for (const { operationId } of operations)
    assert.ok(docs.text.includes(`id="${operationId}"`), `${operationId} is not on /docs`)
})

test('every operation has a name of its own', () => {
  const ids = operations.map(({ operationId }) => operationId)
  assert.equal(new Set(ids).size, ids.length)
  assert.ok(
    ids.every((id) => /^[a-z][A-Za-z]+$/.test(id ?? '')),
    ids.join(' '),
  )
})

test('SEC-051 every body is closed, at every depth, and every answer too', () => {
  const open: string[] = []
  const look = (schema: Schema | undefined, at: string): void => {
    if (!schema) return
    if (schema.$ref) return
    if (schema.properties && schema.additionalProperties !== false) open.push(at)
    for (const [name, inner] of Object.entries(schema.properties ?? {})) look(inner, `${at}/${name}`)
    look(schema.items, `${at}[]`)
    schema.anyOf?.forEach((inner, i) => look(inner, `${at}|${i}`))
  }
  for (const [name, schema] of Object.entries(schemas)) look(schema, name)
  for (const { name, requestBody, responses } of operations) {
    for (const { schema } of Object.values(requestBody?.content ?? {})) look(schema, `body of ${name}`)
    for (const { content } of Object.values(responses))
      for (const { schema } of Object.values(content ?? {})) look(schema, `answer of ${name}`)
  }
  assert.deepEqual(open, [], 'Use Input(...) for what comes in and Output(...) for what goes out.')
})

test('every tenant route refuses who is not signed in, before it looks at anything else', async () => {
  let walked = 0
  for (const { name, security } of operations) {
    const [method, path] = name.split(' ') as [string, string]
    // Visitors of the customer portal are no members: server/modules/portal/visit-portal.test.ts asks those.
    if (security.length === 0 || security.some((way) => 'portal' in way)) continue
    const { status, body } = await request(
      method,
      path.replace('{id}', '0190a5e2-7c1d-7000-8000-000000000000'),
      method === 'GET' ? undefined : {},
    )
    assert.deepEqual([status, body?.code], [401, 'auth.required'], name)
    walked++
  }
  assert.ok(walked >= 30, `${walked} routes walked`)
})

test('a role is given only what the table names, and the owner has all of it', () => {
  assert.deepEqual([...permissionsOf('owner', 'operator')].toSorted(), [...permissions].toSorted())
  const elsewhere = [...permissions].filter((permission) => !permission.startsWith('operator.'))
  assert.deepEqual([...permissionsOf('owner')].toSorted(), elsewhere.toSorted())
  const aboutOneself = new Set(['organizations.leave', 'ownership.answer', 'events.follow', 'saved_views.write'])
  assert.ok(
    [...permissionsOf('viewer')].every((permission) => permission.endsWith('.read') || aboutOneself.has(permission)),
  )
  assert.ok(!permissionsOf('member').has('organizations.write'))
})

test('SEC-048 a route without a permission, or with one that nobody knows, keeps the program from starting', async () => {
  const { createHttp } = await import('#platform/http.ts')
  const { parts } = await startApp()
  const make = () => createHttp({ ...parts, permissions, trust_proxy_hops: 0, after_commit: () => {}, headers: {} })
  assert.throws(() => make().get('/x', () => 'x'), /declares no permission/)
  assert.throws(() => make().get('/x', { config: { permission: 'x.y' } }, () => 'x'), /unknown permission 'x\.y'/)
})
