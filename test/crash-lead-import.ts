import assert from 'node:assert/strict'
import { test } from 'node:test'
import process from 'node:process'
import { createProgram, insist, until } from './program.ts'

const rows = 15_000
const kills = ['database', 'program'] as const

const program = await createProgram()

test('a lead import whose program and database are killed in the dry run, the import and the undoing loses no row and makes none twice', async (t) => {
  await program.start()
  const headers = await program.signUp()
  const ask = (path: string) => insist(() => program.get(path, headers))
  const tell = (path: string, body: object = {}) => insist(() => program.post(path, body, headers))

  // Each tenth row is the one before it again, and each hundredth cannot be read.
  const addressOf = (i: number) => (i % 100 === 50 ? 'nobody@' : `lead${i % 10 === 9 ? i - 1 : i}@example.com`)
  const lines = Array.from({ length: rows }, (_, i) => `Lead ${i},${addressOf(i)},"Said ""call"" on line ${i}"`)
  const file = Buffer.from(`Name,Email,Notes\n${lines.join('\n')}\n`)
  const { id } = await tell('/lead-imports', { file_name: 'fair.csv', byte_count: file.length })
  for (let from_byte = 0; from_byte < file.length; from_byte += 1_000_000)
    await tell(`/lead-imports/${id}/upload`, {
      from_byte,
      content: file.subarray(from_byte, from_byte + 1_000_000).toString('base64'),
    })
  const read = () => ask(`/lead-imports/${id}`)
  let killed = 0
  /** Kills each victim in turn while the figure moves, then waits for the end. */
  const killWhile = async (figure: string, ended: string) => {
    for (const victim of kills) {
      const before = (await read())[figure]
      await patiently(async () => (await read())[figure] > before)
      const { status } = await read()
      assert.notEqual(status, ended, 'it was over before it could be killed')
      killed++
      if (victim === 'program') {
        await program.end('SIGKILL')
        await program.start()
      } else process.kill(program.postmaster(), 'SIGKILL')
    }
    await patiently(async () => (await read()).status === ended)
  }
  const choices = { duplicates: 'skip', match_by: ['email'], date_order: 'day_first', source: 'Fair', tags: [] }
  await tell(`/lead-imports/${id}/check`, { fields: ['name', 'email', 'notes'], choices })
  await killWhile('row_count', 'checked')
  const [bad, same] = [rows / 100, rows / 10]
  const report = await read()
  assert.deepEqual(
    [report.row_count, report.new_count, report.duplicate_count, report.bad_count],
    [rows, rows - bad - same, same, bad],
  )
  await tell(`/lead-imports/${id}/start`)
  await killWhile('imported_count', 'completed')
  const done = await read()
  assert.deepEqual([done.done_count, done.imported_count], [rows, rows - bad - same])
  assert.equal((await ask(`/leads/count?import_id=${id}`)).count, rows - bad - same)
  assert.equal((await namesOf(ask, id)).size, rows - bad - same, 'each row is one lead')
  await tell(`/lead-imports/${id}/undo`)
  await killWhile('undone_count', 'undone')
  const undone = await read()
  assert.deepEqual([undone.undone_count, undone.kept_count], [rows - bad - same, 0])
  t.diagnostic(`${rows} rows, ${done.imported_count} leads, ${killed} kills`)
})

async function namesOf(
  ask: (path: string) => Promise<{ data: { name: string }[]; next_cursor: string | null }>,
  id: string,
) {
  const names = new Set<string>()
  for (let cursor = ''; ;) {
    const page = await ask(`/leads?import_id=${id}&limit=100${cursor}`)
    for (const { name } of page.data) names.add(name)
    if (!page.next_cursor) return names
    cursor = `&cursor=${page.next_cursor}`
  }
}

/** A worker that was killed is missed for a minute; then its work is another's. */
async function patiently(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      return await until(isSo)
    } catch (error) {
      if (tries === 6) throw error
    }
}
