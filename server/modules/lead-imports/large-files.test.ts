import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { checkLeadImportAlone } from '#test/lead-import-alone.ts'
import { startApp } from '#test/support.ts'
import { choices, imported, read } from './lead-import-fixture.ts'
import { largestFile, largestPart } from './schemas.ts'

const app = await startApp()

test('the messy example of the guide comes in: what can be read as leads, what cannot with its reasons', async () => {
  const owner = await app.signUp()
  const file = readFileSync(new URL('../../../docs/fixtures/fair-visitors.csv', import.meta.url))
  const done = await imported(app, owner, file)
  const { status, row_count, new_count, duplicate_count, bad_count, masked_count } = done
  assert.deepEqual([status, row_count, new_count + duplicate_count + bad_count], ['completed', 500, 500])
  assert.equal(done.imported_count, new_count)
  assert.ok(bad_count >= 60 && bad_count <= 110 && duplicate_count >= 15 && masked_count > 0, JSON.stringify(done))
})

test(
  'a file of 100 MB is taken in pieces and read without being held; one byte more is refused',
  { timeout: 300_000 },
  async () => {
    const owner = await app.signUp()
    assert.equal((await owner.post('/lead-imports', { file_name: 'a.csv', byte_count: largestFile + 1 })).status, 422)
    const { id } = (await owner.post('/lead-imports', { file_name: 'large.csv', byte_count: largestFile })).body
    const line = `Somebody,"${'many words, '.repeat(800)}"\n`
    const text = Buffer.from(`Name,Notes\n${line.repeat(Math.ceil(largestPart / line.length) + 1)}`)
    const rest = Buffer.from(line.repeat(Math.ceil(largestPart / line.length) + 2))
    for (let from_byte = 0; from_byte < largestFile; from_byte += largestPart) {
      // Each piece goes on where the last one cut the line.
      const at = from_byte === 0 ? 0 : (from_byte - 'Name,Notes\n'.length) % line.length
      const content = (from_byte === 0 ? text : rest).subarray(at, at + largestPart).toString('base64')
      assert.equal((await owner.post(`/lead-imports/${id}/upload`, { from_byte, content })).status, 200)
    }
    await owner.post(`/lead-imports/${id}/check`, { fields: ['name', 'notes'], choices })
    // The queued job gives way to another check, which is the one that is watched.
    await app.admin.query('update app.lead_imports set check_count = 2 where id = $1', [id])
    const { peak_mib, turns } = await checkLeadImportAlone(app, owner.organization_id, id)
    const report = await read(owner, id)
    assert.deepEqual([report.status, report.row_count], ['checked', Math.ceil(largestFile / line.length)])
    assert.ok(turns >= 10, `${turns} transactions for the whole file`)
    assert.ok(peak_mib < 50, `${peak_mib.toFixed(0)} MiB of it were held`)
  },
)
