import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitCsv } from '#platform/split-csv.ts'
import { startApp } from '#test/support.ts'

const app = await startApp()

test('what the filter shows goes out whole, over more than one page, and it is recorded who took it', async () => {
  const owner = await app.signUp()
  await owner.post('/lead-fields', { label: 'City', kind: 'text' })
  const body = {
    name: 'Tan',
    phone: '9123 4567',
    estimated_value_cents: 120_005,
    tags: ['a', 'b'],
    notes: 'two\nlines',
  }
  await owner.post('/leads', { ...body, owner_user_id: owner.id, custom_fields: { city: 'Ipoh' }, source: 'Fair' })
  await app.admin.query(
    `insert into app.leads (organization_id, id, name, source, stage_id, status, stage_changed_at, name_normalized,
       search_text, created_at, updated_at)
     select organization_id, gen_random_uuid(), 'Many ' || i, 'Web', stage_id, status, now(), 'many ' || i, 'many ' || i, now(), now()
     from app.leads, generate_series(1, 2500) i where organization_id = $1`,
    [owner.organization_id],
  )
  const all = [...splitCsv((await owner.get('/leads/export')).text.slice(1), ',')]
  assert.equal(all.length, 1 + 2_501)
  assert.equal(new Set(all.map(({ cells }) => cells.join())).size, 2_502)
  const { text, headers } = await owner.get('/leads/export?source=Fair')
  assert.match(String(headers['content-disposition']), /leads\.csv/)
  const [heads, tan, ...none] = [...splitCsv(text.slice(1), ',')]
  const cells = Object.fromEntries(heads!.cells.map((head, i) => [head, tan!.cells[i]]))
  assert.equal(none.length, 0)
  assert.deepEqual(
    [cells.Name, cells.Phone, cells.Stage, cells.Value, cells.Tags, cells.City, cells.Owner, cells.Notes],
    ['Tan', "'+6591234567", 'New', '1200.05', 'a, b', 'Ipoh', owner.email, 'two\nlines'],
  )
  assert.equal([...splitCsv((await owner.get('/leads/export?q=many%2024')).text, ',')].length, 1 + 111)
  const exported = (await owner.events()).filter(({ name }) => name === 'leads.exported')
  assert.deepEqual(
    exported.map(({ data }) => [data.source, data.q]),
    [
      [undefined, undefined],
      ['Fair', undefined],
      [undefined, 'many 24'],
    ],
  )
})

test('leads go out by those alone who may take them, and of their own organisation', async () => {
  const [owner, other] = [await app.signUp(), await app.signUp()]
  await owner.post('/leads', { name: 'Ours alone' })
  const member = await app.signUp('member', owner)
  assert.equal((await member.get('/leads/export')).status, 403)
  assert.doesNotMatch((await other.get('/leads/export')).text, /Ours alone/)
})
