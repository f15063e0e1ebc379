// verbs: find-duplicates continue-check continue-lead-import preview-lead-import export-rows archive-leads continue-undo
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context, InTransaction } from '#platform/context.ts'
import { startApp } from '#test/support.ts'
import { continueCheck } from './continue-check.ts'
import { continueLeadImport } from './continue-lead-import.ts'
import { choices, imported, read, uploaded } from './lead-import-fixture.ts'

const app = await startApp()

/** Dies after so many transactions, before or behind the commit. */
function dyingAfter(organization_id: string, turns: number, when: 'before' | 'behind'): InTransaction {
  return async (work) => {
    if (turns-- > 0) return app.asSystem(organization_id, work)
    const dying = async (ctx: Context) => {
      const result = await work(ctx)
      if (when === 'before') throw new Error('killed')
      return result
    }
    await app.asSystem(organization_id, dying)
    throw new Error('killed')
  }
}

test('killed again and again while it reads and imports, no row is lost and none comes twice', async () => {
  const owner = await app.signUp()
  const { organization_id } = owner
  const rows = Array.from({ length: 5_200 }, (_, i) => `Lead ${i},lead${i}@example.com,"two\nlines"`)
  const id = await uploaded(owner, `Name,Email,Notes\n${rows.join('\n')}\n`, 50_000)
  const fields = ['name', 'email', 'notes']
  assert.equal((await owner.post(`/lead-imports/${id}/check`, { fields, choices })).status, 200)
  const { storage } = app.parts
  for (let turns = 2; turns < 9; turns++)
    for (const when of ['before', 'behind'] as const)
      await continueCheck(dyingAfter(organization_id, turns, when), storage, id, 1).catch((error: Error) =>
        assert.equal(error.message, 'killed'),
      )
  await app.settle()
  const report = await read(owner, id)
  assert.deepEqual([report.status, report.row_count, report.new_count, report.bad_count], ['checked', 5_200, 5_200, 0])
  assert.equal((await owner.post(`/lead-imports/${id}/start`)).status, 200)
  for (let turns = 1; turns < 6; turns++)
    for (const when of ['before', 'behind'] as const)
      await continueLeadImport(dyingAfter(organization_id, turns, when), storage, id).catch((error: Error) =>
        assert.equal(error.message, 'killed'),
      )
  await app.settle()
  const done = await read(owner, id)
  assert.deepEqual([done.status, done.imported_count, done.done_count], ['completed', 5_200, 5_200])
  const { rows: found } = await app.admin.query(
    'select count(*)::int as count, count(distinct email)::int as distinct from app.leads where import_id = $1',
    [id],
  )
  assert.deepEqual(found, [{ count: 5_200, distinct: 5_200 }])
})

const named = 'Name;Company;Remarks\nZoë Müller;Café Crème;“quoted” – ok\n'
const utf16 = (text: string, big: boolean) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return big ? bytes.swap16() : bytes
}
const encoded: Record<string, Buffer> = {
  'utf-8': Buffer.from(named),
  'utf-8 with its mark': Buffer.from(`\uFEFF${named}`),
  'utf-16le': utf16(named, false),
  'utf-16be': utf16(named, true),
  'windows-1252': Buffer.from(named.replaceAll('“', '\x93').replaceAll('”', '\x94').replaceAll('–', '\x96'), 'latin1'),
  'a spreadsheet that names its separator': Buffer.from(`sep=;\r\n${named}`),
  tabs: Buffer.from(named.replaceAll(';', '\t')),
  commas: Buffer.from(named.replaceAll(';', ',')),
}

test('files are read in each way that programs write them', async () => {
  for (const [name, file] of Object.entries(encoded)) {
    const owner = await app.signUp()
    const done = await imported(app, owner, file)
    const [lead] = (await owner.get(`/leads?import_id=${done.id}`)).body.data
    assert.deepEqual([lead?.name, lead?.company, lead?.notes], ['Zoë Müller', 'Café Crème', '“quoted” – ok'], name)
  }
})

test('a letter of Windows-1252 that comes late in a file is read too, and a letter cut by a piece is whole', async () => {
  const owner = await app.signUp()
  const late = Buffer.concat([Buffer.from(`Name\n${'Plain name\n'.repeat(9)}`), Buffer.from('Zo\xeb\n', 'latin1')])
  const id = await uploaded(owner, late, 20)
  await owner.post(`/lead-imports/${id}/check`, { fields: ['name'], choices: { ...choices, match_by: ['uen'] } })
  await app.settle()
  await owner.post(`/lead-imports/${id}/start`)
  await app.settle()
  const [zoe] = (await owner.get(`/leads?import_id=${id}&q=zo`)).body.data
  assert.equal(zoe.name, 'Zoë')
  const cut = await uploaded(owner, 'Name\n😀 Tan\nÉric\n', 7)
  await owner.post(`/lead-imports/${cut}/check`, { fields: ['name'], choices })
  await app.settle()
  await owner.post(`/lead-imports/${cut}/start`)
  await app.settle()
  const names = (await owner.get(`/leads?import_id=${cut}&sort=name`)).body.data.map(
    (lead: { name: string }) => lead.name,
  )
  assert.deepEqual(names.toSorted(), ['Éric', '😀 Tan'].toSorted())
})

test('hostile cells stay text, go out without becoming formulas, and come in again as they were', async () => {
  const owner = await app.signUp()
  const cells = [`=HYPERLINK("http://evil","x")`, '<script>alert(1)</script>', '@SUM(A1)', `'; drop table leads; --`]
  const quoted = cells.map((cell) => `"${cell.replaceAll('"', '""')}",+6591234${cells.indexOf(cell)}00`)
  const done = await imported(app, owner, `Name,Phone\n${quoted.join('\n')}\n"nul and \u0007bell",+6591234900\n`)
  assert.equal(done.imported_count, 5)
  const names = async (id: string) =>
    (await owner.get(`/leads?import_id=${id}&sort=created_at`)).body.data.map(({ name }: { name: string }) => name)
  assert.deepEqual(await names(done.id), [...cells, 'nul and bell'])
  const csv = (await owner.get('/leads/export')).text
  assert.match(csv, /\r\n"'=HYPERLINK\(""http/)
  assert.doesNotMatch(csv, /(^|[\r\n,])"?[=@]/)
  const again = await app.signUp()
  const back = await imported(app, again, csv)
  assert.deepEqual((await names2(again, back.id)).toSorted(), [...cells, 'nul and bell'].toSorted())
})

const names2 = async (owner: Awaited<ReturnType<typeof app.signUp>>, id: string): Promise<string[]> =>
  (await owner.get(`/leads?import_id=${id}`)).body.data.map(({ name }: { name: string }) => name)

test('what is no table is refused with what to do', async () => {
  const owner = await app.signUp()
  const wrong: [Buffer, RegExp][] = [
    [Buffer.from([0x50, 0x4b, 3, 4, 5, 6]), /Excel or zip file/],
    [Buffer.from('%PDF-1.7 and so on'), /PDF/],
    [Buffer.from('\n\n\n'), /empty/],
    [Buffer.from('a\0b\0\0c plain'), /not a text/],
  ]
  for (const [file, said] of wrong) {
    const id = await uploaded(owner, file)
    const { status, body } = await owner.get(`/lead-imports/${id}/preview`)
    assert.equal(status, 422)
    assert.match(body.detail, said)
  }
  const heads = await uploaded(owner, 'Name,Email\n')
  await owner.post(`/lead-imports/${heads}/check`, { fields: ['name', 'email'], choices })
  const endless = await uploaded(owner, `Name,Email\nA,${'x'.repeat(1_300_000)}`, 600_000)
  await owner.post(`/lead-imports/${endless}/check`, { fields: ['name', 'email'], choices })
  await app.settle()
  assert.match((await read(owner, heads)).failure ?? '', /no rows below the heads/)
  assert.match((await read(owner, endless)).failure ?? '', /line 2 has no end/)
})
