import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { exportEvents } from './export-events.ts'

const app = await startApp()
const acme = await app.signUp()
await acme.post('/customers', { name: '=HYPERLINK("http://evil.example")', notes: 'two\nlines' })
const second = (await acme.post('/customers', { name: 'Kopi Kaki 咖啡' })).body
await acme.patch(`/customers/${second.id}`, { name: 'Teh Tarik' }, { version: 1 })
await app.settle()

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

test('SEC-132 a program without any of our code verifies the whole chain from the export', async () => {
  const { text, headers } = await acme.get('/events/export?format=jsonl')
  assert.equal(headers['content-type'], 'application/jsonl; charset=utf-8')
  const events = linesOf(text).filter(({ seal }) => seal)
  assert.equal(events.length, 4)
  let hash = Buffer.alloc(32)
  for (const [i, event] of events.entries()) {
    const {
      organization_id,
      seq,
      id,
      name,
      actor_kind,
      actor_id,
      on_behalf_of_id,
      subject_id,
      request_id,
      created_at,
    } = event
    const { sealed_at, data_key, actor_key, data_digest, actor_digest } = event.seal
    const { data, changes, actor_name, on_behalf_of_name, ip, user_agent } = event
    assert.equal(seq, i + 1)
    assert.equal(data_digest, hmac(data_key, { data, changes }))
    assert.equal(actor_digest, hmac(actor_key, { actor_name, on_behalf_of_name, ip, user_agent }))
    const ids = { organization_id, seq, id, actor_id, on_behalf_of_id, subject_id, request_id }
    const canonical = sorted({ ...ids, name, actor_kind, created_at, sealed_at, data_digest, actor_digest })
    hash = createHash('sha256')
      .update(Buffer.concat([hash, Buffer.from(JSON.stringify(canonical))]))
      .digest()
    assert.equal(event.seal.hash, hash.toString('hex'))
  }
})

const hmac = (key: string, value: object) =>
  createHmac('sha256', key)
    .update(JSON.stringify(sorted(value)))
    .digest('hex')

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted((value as Record<string, unknown>)[key])]),
  )
}

test('SEC-095 the export for spreadsheets holds no formula, and one row for each event', async () => {
  const { text, headers } = await acme.get('/events/export?format=csv&name=customer')
  assert.equal(headers['content-disposition'], 'attachment; filename="events.csv"')
  const rows = text.split('\r\n')
  assert.match(rows[0]!, /^\uFEFFseq,created_at,name,/)
  assert.equal(rows.length, 1 + 3 + 1)
  assert.match(rows[3]!, /^4,2026-11-22T04:00:00Z,customer\.updated,user,/)
  await app.admin.query(`update app.users set name = '@SUM(1)' where id = $1`, [acme.id])
  await acme.post('/customers', { name: 'One more' })
  const after = (await acme.get('/events/export?format=csv')).text
  assert.ok(after.includes(`,'@SUM(1),`))
  assert.ok(!/[,\n]"?@SUM/.test(after))
})

test('SEC-131 an export is recorded, with its filter, before its first line leaves', async () => {
  const { text } = await acme.get(`/events/export?format=jsonl&actor_id=${acme.id}&name=events.exported`)
  const own = linesOf(text).at(-1)
  assert.deepEqual(own.data, {
    id: acme.organization_id,
    format: 'jsonl',
    actor_id: acme.id,
    name: 'events.exported',
  })
  assert.equal(own.actor_id, acme.id)
})

test('only who may export gets an export: the question comes before the first row', async () => {
  const member = await app.signUp('member', acme)
  const before = (await acme.events()).length
  const { status, body } = await member.get('/events/export?format=csv')
  assert.deepEqual([status, body.code], [403, 'auth.not_permitted'])
  assert.ok(!(await acme.events()).slice(before).some(({ name }) => name === 'events.exported'))
  const stranger = await app.signUp()
  const link = `/events/export?format=csv&organization_id=${acme.organization_id}`
  const { authorization } = stranger.headers
  assert.equal((await app.request('GET', link, undefined, { headers: { authorization } })).status, 403)
})

test('exports 20,000 events with never more than a page of them in memory', async () => {
  const big = await app.signUp()
  await app.admin.query(
    `insert into app.events (organization_id, id, name, actor_kind, subject_id, data, created_at)
     select $1, uuidv7(), 'customer.updated', 'system', uuidv7(), jsonb_build_object('text', repeat('x', 1000)), now()
     from generate_series(1, 20000)`,
    [big.organization_id],
  )
  const stream = exportEvents(app.parts.pool, big.organization_id, { format: 'jsonl' })
  let [total, most, lines] = [0, 0, 0]
  for await (const piece of stream) {
    total += piece.length
    lines += String(piece).split('\n').length - 1
    most = Math.max(most, stream.readableLength + piece.length)
  }
  assert.equal(lines, 20_001)
  assert.ok(total > 20_000_000 && most < 1_000_000, `${most} of ${total} bytes at once`)
})

test('the feed can be narrowed to a noun, a name, an actor, a thing and a time', async () => {
  const count = async (query: string) => (await acme.get(`/events?${query}`)).body.data.length
  const beta = await app.signUp('owner', acme)
  app.travelTo('2026-11-23T04:00:00Z')
  await beta.post('/customers', { name: 'By another' })
  assert.equal(await count('name=customer'), 5)
  assert.equal(await count('name=customer.updated'), 1)
  assert.equal(await count(`actor_id=${beta.id}`), 1)
  assert.equal(await count(`subject_id=${second.id}`), 2)
  assert.equal(await count('from=2026-11-23T00:00:00Z'), 1)
  assert.equal(await count('name=customer&to=2026-11-23T00:00:00Z'), 4)
  assert.equal((await acme.get('/events?from=yesterday')).status, 400)
})
