import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { type OpenApiDocument, openApiDocument } from '#app/openapi.ts'
import { checkUen } from '#modules/organizations/rules.ts'
import { startApp } from '#test/support.ts'
import { readApiDocument, titleOf } from './api-document.ts'
import { curlOf } from './docs-curl.ts'
import { exampleOf } from './docs-examples.ts'
import { listFields, meaningOf } from './docs-fields.ts'
import { operationNotes } from './docs-notes.ts'

const { app, request } = await startApp()
const document: OpenApiDocument = openApiDocument(app)
const { groups, schemas } = readApiDocument(document)
const operations = groups.flatMap((group) => group.operations)
const { text: page } = await request('GET', '/docs')

const formats = ['uuid', 'date', 'date-time', 'email'] as const
const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }), [...formats])
ajv.addFormat('time-zone', true)
ajv.addSchema({ components: document.components }, 'api')
const isValid = (name: string, value: unknown) => ajv.validate({ $ref: `api#/components/schemas/${name}` }, value)

test('shows every operation and every schema of the OpenAPI document, each at an anchor of its own', () => {
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!)

  assert.ok(operations.length > 30)
  assert.equal(new Set(ids).size, ids.length, `Twice: ${ids.filter((id, i) => ids.indexOf(id) !== i).join(', ')}`)
  for (const { id, path } of operations) {
    assert.ok(ids.includes(id), id)
    assert.ok(page.replaceAll('<wbr />', '').includes(path), path)
  }
  for (const name of Object.keys(schemas)) assert.ok(ids.includes(name), name)
})

test('has no link within the page that leads nowhere', () => {
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!)
  const dead = links.filter((id) => !page.includes(`id="${id}"`))

  assert.ok(links.length > 200)
  assert.deepEqual(dead, [])
})

/** Names that say it all. */
const plain = new Set('id name email address title customer_id customer_name invoice_id invoice_number'.split(' '))

test('says of every field what it means, unless its name says it all', () => {
  const fields = [
    ...Object.entries(schemas).flatMap(([name, schema]) => listFields(schema, schemas, false, `${name}.`)),
    ...operations.flatMap(({ id, parameters }) =>
      parameters.map(({ name, description, schema }) => ({
        path: `${id}?`,
        name,
        schema: description ? { ...schema, description } : schema,
      })),
    ),
  ]
  const silent = fields.filter(({ name, schema }) => !plain.has(name) && !meaningOf(schema))

  assert.ok(fields.length > 400)
  assert.deepEqual(
    silent.map(({ path, name }) => path + name),
    [],
    'Say it in schemas.ts, with Meaning(…) or `description`: the unit, who sets it, or when it is null.',
  )
})

test('shows examples that the schemas accept', () => {
  const examples = operations.flatMap(({ body, answers }) => [body, ...answers.map(({ schema }) => schema)])
  const names = new Set(examples.flatMap((schema) => schema?.$ref?.split('/').at(-1) ?? []))

  assert.ok(names.size > 25)
  for (const name of names) {
    const example = exampleOf({ $ref: `#/components/schemas/${name}` }, schemas)
    assert.ok(
      isValid(name, example),
      `The example of ${name} does not fit its schema: add what is missing to docs-examples.ts. ${ajv.errorsText()}`,
    )
  }
})

test('uses numbers of businesses that fit their check letter', () => {
  const uens = [...page.matchAll(/&quot;uen&quot;<\/b>: <i>&quot;(\w+)&quot;/g)].map(([, uen]) => uen!)

  assert.ok(uens.length > 5)
  for (const uen of uens) assert.deepEqual(checkUen(uen, 2026), { value: uen })
})

test('writes requests that can be pasted into a shell', () => {
  const byId = new Map(operations.map((operation) => [operation.id, curlOf(operation, schemas)]))

  assert.equal(
    byId.get('archiveCustomer'),
    [
      'curl -X POST "$NEXUSCORE_URL/api/v1/customers/019a9c5e-3b1f-7c42-9d10-5a7e42c1b002/archive" \\',
      '  -H "Authorization: Bearer $TOKEN" \\',
      '  -H "X-Organization-Id: $ORGANIZATION_ID"',
    ].join('\n'),
  )
  assert.match(byId.get('recordPayment')!, /-H "Idempotency-Key: \$\(uuidgen\)"/)
  assert.match(byId.get('updateCustomer')!, /-H 'If-Match: "3"'/)
  for (const curl of byId.values()) assert.doesNotMatch(curl, /[{](id|token)[}]|undefined/)
})

test('has notes only for operations that exist', () => {
  const ids = new Set(operations.map(({ id }) => id))
  const stale = Object.keys(operationNotes).filter((id) => !ids.has(id))

  assert.deepEqual(stale, [], 'Remove or rename these notes in docs-notes.ts: no route has this operationId any more.')
})

test('reads an operationId as a title', () => {
  assert.equal(titleOf('getInvoicePdf'), 'Get invoice PDF')
  assert.equal(titleOf('listMyOrganizations'), 'List my organizations')
})

test('is sent compressed, and not at all to whoever has it already', async () => {
  const ask = (headers: Record<string, string>) => app.inject({ url: '/docs', headers })
  const br = await ask({ 'accept-encoding': 'gzip, deflate, br;q=0.9' })
  const gzip = await ask({ 'accept-encoding': 'gzip, br;q=0' })
  const again = await ask({ 'accept-encoding': 'br', 'if-none-match': String(br.headers.etag) })

  assert.equal(br.headers['content-encoding'], 'br')
  assert.equal(brotliDecompressSync(br.rawPayload).toString(), page)
  assert.equal(gunzipSync(gzip.rawPayload).toString(), page)
  assert.notEqual(br.headers.etag, gzip.headers.etag)
  assert.equal(again.statusCode, 304)
  assert.equal(again.body, '')
})
