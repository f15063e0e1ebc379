// verbs: create-lead-import upload-lead-import check-lead-import start-lead-import undo-lead-import cancel-lead-import sweep-lead-imports
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { checked, choices, imported, read, uploaded } from './lead-import-fixture.ts'

const app = await startApp()

const file = [
  'Full Name,E-mail,Mobile,Company,Status,Owner,Follow up,Deal value,Labels,City,Remarks',
  'Tan Wei Ming,wm@kopi.sg,9123 4567,Kopi Pte Ltd,Contacted,,30/11/2026,"1,200.50","fair; hot",Singapore,"likes ""kaya"", calls"',
  'Siti Aminah,siti@teh.sg,8123 4567,Teh LLP,,,,,,,Her number is S1234567D',
  'Tan W M,WM@kopi.sg,,Kopi,,,,,,,the same again',
  'Ravi,ravi@,12,Roti,Nowhere,ghost@example.com,31/02/2026,lots,,,',
  ',,,,,,,,,only a city,',
].join('\r\n')

test('the dry run counts and explains every row, and changes no lead', async () => {
  const owner = await app.signUp()
  await owner.post('/lead-fields', { label: 'City', kind: 'text' })
  await owner.post('/leads', { name: 'Siti', phone: '81234567' })
  const { id, ...report } = await checked(app, owner, file)
  assert.deepEqual(
    [report.status, report.row_count, report.new_count, report.duplicate_count, report.bad_count, report.masked_count],
    ['checked', 5, 1, 2, 2, 1],
  )
  assert.equal((await owner.get('/leads/count')).body.count, 1)
  const bad = (await owner.get(`/lead-imports/${id}/rows?verdict=bad`)).body.data
  const columns = bad[0].reasons.map(({ column }: { column: string }) => column)
  assert.deepEqual(columns.toSorted(), ['Deal value', 'E-mail', 'Follow up', 'Mobile', 'Owner', 'Status'])
  assert.deepEqual(bad[1].reasons, [{ column: null, detail: 'There is no name, company or e-mail address.' }])
  const duplicates = (await owner.get(`/lead-imports/${id}/rows?verdict=duplicate`)).body.data
  assert.deepEqual(
    duplicates.map((row: { line: number; duplicate_of_line: number | null }) => [row.line, row.duplicate_of_line]),
    [
      [3, null],
      [4, 2],
    ],
  )
  assert.ok(duplicates[0].duplicate_of_lead_id)
  assert.doesNotMatch(JSON.stringify(duplicates), /S1234567D/)
  const csv = (await owner.get(`/lead-imports/${id}/rows/export?verdict=bad`)).text
  assert.match(csv, /^\uFEFFFull Name,E-mail,.*,Line,Reason\r\nRavi,/)
  assert.match(csv, /There is no stage “Nowhere”/)
})

test('an import makes the leads with stage, owner, follow-up, value, tags and fields of one’s own', async () => {
  const owner = await app.signUp()
  await owner.post('/lead-fields', { label: 'City', kind: 'text' })
  const { body: me } = await owner.get('/auth/me')
  const done = await imported(app, owner, file.replace(',Contacted,,', `,Contacted,${me.email ?? owner.email},`), {
    tags: ['import'],
  })
  assert.deepEqual([done.status, done.imported_count, done.done_count], ['completed', 2, 5])
  const { data } = (await owner.get(`/leads?import_id=${done.id}&sort=name`)).body
  const [siti, tan] = data
  assert.equal(siti.notes, 'Her number is •••••567D')
  assert.equal(siti.source, 'Trade show')
  assert.deepEqual(
    [tan.name, tan.phone, tan.status, tan.owner_user_id, tan.next_follow_up_at, tan.estimated_value_cents, tan.tags],
    ['Tan Wei Ming', '+6591234567', 'contacted', owner.id, '2026-11-30T01:00:00Z', 120_050, ['fair', 'hot', 'import']],
  )
  assert.deepEqual([tan.custom_fields, tan.notes], [{ city: 'Singapore' }, 'likes "kaya", calls'])
  const names = new Set((await owner.events()).map(({ name }) => name))
  for (const name of [
    'lead_import.created',
    'lead_import.uploaded',
    'lead_import.check_started',
    'lead_import.checked',
  ])
    assert.ok(names.has(name), name)
  for (const name of ['lead_import.started', 'lead_import.completed', 'lead.created']) assert.ok(names.has(name), name)
})

test('columns that somebody chose are remembered for files with the same heads', async () => {
  const owner = await app.signUp()
  const odd = 'Wer,Wo\nTan,tan@kopi.sg\n'
  const id = await uploaded(owner, odd)
  const { body: first } = await owner.get(`/lead-imports/${id}/preview`)
  assert.deepEqual([first.fields, first.is_remembered, first.rows], [[null, null], false, [['Tan', 'tan@kopi.sg']]])
  const refused = await owner.post(`/lead-imports/${id}/check`, { fields: [null, null], choices })
  assert.deepEqual([refused.status, refused.body.errors[0].pointer], [422, '/fields'])
  const twice = await owner.post(`/lead-imports/${id}/check`, { fields: ['name', 'name'], choices })
  assert.deepEqual([twice.status, twice.body.errors[0].code], [422, 'duplicate'])
  await owner.post(`/lead-imports/${id}/check`, { fields: ['name', 'email'], choices })
  const other = await uploaded(owner, odd.replace('Wer', ' WER '))
  const { body: second } = await owner.get(`/lead-imports/${other}/preview`)
  assert.deepEqual([second.fields, second.is_remembered], [['name', 'email'], true])
})

test('duplicates come in too where that is chosen, flagged; what was entered since the dry run is not made twice', async () => {
  const owner = await app.signUp()
  const rows = 'Name,Email\nA,a@x.sg\nB,b@x.sg\nA again,A@x.sg\n'
  const flagged = await imported(app, owner, rows, { duplicates: 'flag' })
  assert.deepEqual([flagged.imported_count, flagged.duplicate_count], [3, 1])
  const { id } = await checked(app, owner, 'Name,Email\nC,c@x.sg\nD,d@x.sg\n')
  await owner.post('/leads', { name: 'C', email: 'C@x.sg' })
  await owner.post(`/lead-imports/${id}/start`)
  await app.settle()
  const late = await read(owner, id)
  assert.deepEqual([late.imported_count, late.duplicate_count, late.new_count], [1, 1, 1])
})

test('undo archives the leads that nobody touched, and says which were', async () => {
  const owner = await app.signUp()
  const { id } = await imported(app, owner, 'Name,Email\nA,a@x.sg\nB,b@x.sg\nC,c@x.sg\nD,d@x.sg\n')
  const { data } = (await owner.get(`/leads?import_id=${id}`)).body
  await owner.patch(`/leads/${data[1].id}`, { notes: 'called' }, { version: 1 })
  await owner.post(`/leads/${data[2].id}/activities`, { kind: 'note', body: 'They call back' })
  assert.equal((await owner.post(`/lead-imports/${id}/undo`)).status, 200)
  await app.settle()
  const undone = await read(owner, id)
  assert.deepEqual([undone.status, undone.undone_count, undone.kept_count], ['undone', 2, 2])
  const kept = (await owner.get(`/leads?import_id=${id}`)).body.data
  assert.deepEqual(
    kept.map((lead: { id: string }) => lead.id),
    [data[1].id, data[2].id],
  )
  assert.equal((await owner.post(`/lead-imports/${id}/undo`)).status, 409)
  assert.equal((await owner.events()).filter(({ name }) => name === 'lead.archived').length, 2)
})

test('undo leaves who wrote, was answered or became a customer since', async () => {
  const owner = await app.signUp()
  const { id } = await imported(app, owner, 'Name,Email\nA,a@x.sg\nB,b@x.sg\nC,c@x.sg\nD,d@x.sg\n')
  const ids = (await owner.get(`/leads?import_id=${id}`)).body.data.map((lead: { id: string }) => lead.id)
  await app.admin.query('update app.leads set submission_count = 1 where id = $1', [ids[0]])
  await app.admin.query('update app.leads set first_replied_at = now() where id = $1', [ids[1]])
  assert.ok((await owner.post(`/leads/${ids[2]}/convert`, {})).status < 300)
  await app.admin.query('update app.leads set version = 1 where id = $1', [ids[2]])
  await owner.post(`/lead-imports/${id}/undo`)
  await app.settle()
  const undone = await read(owner, id)
  assert.deepEqual([undone.undone_count, undone.kept_count], [1, 3])
})

test('a cancelled import stops, keeps no file, and cannot be started', async () => {
  const owner = await app.signUp()
  const { id } = await checked(app, owner, file)
  assert.equal((await owner.post(`/lead-imports/${id}/cancel`)).body.status, 'cancelled')
  assert.equal((await owner.post(`/lead-imports/${id}/cancel`)).status, 409)
  assert.equal((await owner.post(`/lead-imports/${id}/start`)).body.code, 'lead_imports.not_checked')
  assert.equal((await owner.post(`/lead-imports/${id}/undo`)).status, 409)
  const key = `organizations/${owner.organization_id}/lead-imports/${id}-0`
  assert.equal(await app.parts.storage.get(key), undefined)
})

test('pieces come in order, a piece sent twice counts once, and none may go beyond the file', async () => {
  const owner = await app.signUp()
  const { id } = (await owner.post('/lead-imports', { file_name: 'a.csv', byte_count: 6 })).body
  const send = (from_byte: number, text: string) =>
    owner.post(`/lead-imports/${id}/upload`, { from_byte, content: Buffer.from(text).toString('base64') })
  assert.equal((await send(3, 'abc')).body.code, 'lead_imports.wrong_place')
  assert.equal((await send(0, 'Nam')).body.received_bytes, 3)
  assert.equal((await send(0, 'Nam')).body.received_bytes, 3)
  assert.equal((await owner.get(`/lead-imports/${id}/preview`)).body.code, 'lead_imports.not_uploaded')
  assert.equal((await send(3, 'e\nA and more')).status, 422)
  assert.equal((await send(3, 'e\nA')).body.status, 'uploaded')
})

test('imports are another organisation’s own, and rows are forgotten after a month', async () => {
  const [owner, other] = [await app.signUp(), await app.signUp()]
  const { id } = await imported(app, owner, file)
  for (const path of ['', '/preview', '/rows?verdict=bad', '/rows/export?verdict=bad'])
    assert.equal((await other.get(`/lead-imports/${id}${path}`)).status, 404, path)
  for (const verb of ['check', 'start', 'cancel', 'undo'])
    assert.equal(
      (await other.post(`/lead-imports/${id}/${verb}`, verb === 'check' ? { fields: ['name'], choices } : {})).status,
      404,
    )
  const { sweepLeadImports } = await import('./sweep-lead-imports.ts')
  app.travelTo('2026-12-23T04:00:00Z')
  await sweepLeadImports((work) => app.asSystem(owner.organization_id, work), app.parts.storage)
  assert.equal((await read(owner, id)).is_swept, true)
  assert.equal((await owner.get(`/lead-imports/${id}/rows/export?verdict=bad`)).status, 410)
  assert.equal((await owner.get(`/lead-imports/${id}/rows?verdict=bad`)).body.data.length, 0)
})
