// verbs: preview-lead-import check-lead-import continue-check export-rows
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { continueCheck } from './continue-check.ts'
import { choices, imported, read, uploaded } from './lead-import-fixture.ts'

const app = await startApp()

type Named = { name: string; notes: string | null }

test('ends of lines, odd bytes and quotes that nobody closed are read as far as they can be', async () => {
  const utf16 = Buffer.from('\uFEFFName,Notes\nZoë,one\nTan,two\n', 'utf16le')
  const odd: Record<string, [file: string | Buffer, names: string[], notes: (string | null)[]]> = {
    'carriage returns alone': ['Name,Notes\rZoë,one\rTan,two\r', ['Zoë', 'Tan'], ['one', 'two']],
    'a byte too many at the end of UTF-16': [
      Buffer.concat([utf16, Buffer.from([0x41])]),
      ['Zoë', 'Tan'],
      ['one', 'two'],
    ],
    'a byte too few at the end of UTF-16': [utf16.subarray(0, -1), ['Zoë', 'Tan'], ['one', 'two']],
    'UTF-16 without its mark': [utf16.subarray(2), ['Zoë', 'Tan'], ['one', 'two']],
    'a quote that nothing closes': ['Name,Notes\nZoë,"one\nTan,two\n', ['Zoë', 'Tan'], ['"one', 'two']],
    'a quote amid a cell': ['Name,Notes\nZoë,5" pipe\nTan,two\n', ['Zoë', 'Tan'], ['5" pipe', 'two']],
    'one column': ['Name\nZoë\nTan\n', ['Zoë', 'Tan'], [null, null]],
    'no end of the last line': ['Name,Notes\nZoë,one\nTan,two', ['Zoë', 'Tan'], ['one', 'two']],
    'rows shorter and longer than the head': ['Name,Notes\nZoë\nTan,two,three,four\n', ['Zoë', 'Tan'], [null, 'two']],
    'heads that come twice': ['Name,Name,Notes\nZoë,other,one\nTan,,two\n', ['Zoë', 'Tan'], ['one', 'two']],
    'lines that are empty': ['\n\nName,Notes\n\n,\nZoë,one\n \nTan,two\n\n', ['Zoë', 'Tan'], ['one', 'two']],
    'a mark amid the file': ['Name,Notes\nZoë,one\n\uFEFFTan,two\n', ['Zoë', 'Tan'], ['one', 'two']],
  }
  for (const [what, [file, names, notes]] of Object.entries(odd)) {
    const owner = await app.signUp()
    const done = await imported(app, owner, file)
    const { data } = (await owner.get(`/leads?import_id=${done.id}&sort=created_at`)).body as { data: Named[] }
    const sorted = names.map((name) => data.find((lead) => lead.name === name))
    assert.deepEqual(
      [data.length, sorted.map((lead) => lead?.notes)],
      [names.length, notes],
      `${what}: ${JSON.stringify(data.map(({ name, notes: said }) => [name, said]))}`,
    )
  }
})

test('a picture, a sheet or an archive with another ending is named for what it is', async () => {
  const owner = await app.signUp()
  const wrong: [Buffer, RegExp][] = [
    [Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), /Excel or zip file/],
    [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), /compressed file/],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), /picture/],
    [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), /picture/],
    [Buffer.from('\uFEFF'), /empty/],
    [Buffer.from('\uFEFF', 'utf16le'), /empty/],
    [Buffer.from(' \r\n \r\n'), /empty/],
    [Buffer.from('{"leads": [{"name": "Tan"}]}'), /JSON/],
    [Buffer.from('<!DOCTYPE html><table><tr><td>Name</td></tr></table>'), /web page/],
  ]
  for (const [file, said] of wrong) {
    const id = await uploaded(owner, file)
    const { status, body } = await owner.get(`/lead-imports/${id}/preview`)
    assert.equal(status, 422, String(said))
    assert.match(body.detail, said)
    const check = await owner.post(`/lead-imports/${id}/check`, { fields: ['name'], choices })
    assert.deepEqual([check.status, check.body.code], [422, 'lead_imports.unreadable'])
  }
})

test('more columns than can be chosen are refused with what to do, and as many as can are read', async () => {
  const owner = await app.signUp()
  const wide = (count: number) =>
    [Array.from({ length: count }, (_, i) => (i ? `Column ${i}` : 'Name')), Array.from({ length: count }, () => 'x')]
      .map((cells) => cells.join(','))
      .join('\n')
  const id = await uploaded(owner, wide(1_000))
  const { status, body } = await owner.get(`/lead-imports/${id}/preview`)
  assert.equal(status, 422)
  assert.match(body.detail, /1,000 columns/)
  assert.equal((await imported(app, owner, wide(500))).imported_count, 1)
})

test('very long cells and rows are held a few at a time, and shown cut', async () => {
  const owner = await app.signUp()
  const long = 'z'.repeat(300_000)
  const file = `Name,Junk\n${Array.from({ length: 60 }, (_, i) => `${i % 2 ? `Lead ${i}` : ''},${long}`).join('\n')}\n`
  const id = await uploaded(owner, file)
  await owner.post(`/lead-imports/${id}/check`, { fields: ['name', null], choices })
  let turns = 0
  await continueCheck(
    (work) => {
      turns++
      return app.asSystem(owner.organization_id, work)
    },
    app.parts.storage,
    id,
    1,
  )
  assert.ok(turns >= 3 + 4, `18 million letters were written in ${turns - 3} batches`)
  const report = await read(owner, id)
  assert.deepEqual([report.row_count, report.new_count, report.bad_count], [60, 30, 30])
  const page = await owner.get(`/lead-imports/${report.id}/rows?limit=100`)
  assert.equal(page.body.data.length, 30)
  assert.ok(page.text.length < 100_000, `${page.text.length} letters`)
  const csv = (await owner.get(`/lead-imports/${report.id}/rows/export`)).text
  assert.ok(csv.includes(long), 'the file to be mended has all of it')
  await owner.post(`/lead-imports/${report.id}/start`)
  await app.settle()
  assert.equal((await read(owner, report.id)).imported_count, 30)
})

test('formulas of a file stay harmless in every column of the export, also of fields of one’s own and tags', async () => {
  const owner = await app.signUp()
  const evil = `=cmd|'/c calc'!A0`
  await owner.post('/lead-fields', { label: '=Evil()', kind: 'text' })
  const lead = {
    name: evil,
    company: '@SUM(1)',
    job_title: '-1+1',
    source: '+1+1',
    tags: ['=tag()'],
    notes: '\t=1',
    custom_fields: { evil },
    utm: { first: { campaign: evil }, last: { campaign: evil } },
  }
  const { body: made } = await owner.post('/leads', lead)
  assert.ok(made.id, JSON.stringify(made))
  const csv = (await owner.get('/leads/export')).text
  for (const cell of csv.slice(1).split(/\r\n|,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
    assert.doesNotMatch(cell.replace(/^"/, ''), /^[=+\-@\t]/, cell)
})
