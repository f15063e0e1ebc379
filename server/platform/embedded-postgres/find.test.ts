import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setImmediate as immediate } from 'node:timers/promises'
import { findEmbeddedPostgres } from './find.ts'
import * as testing from './testing.ts'

after(testing.removeTemplate)

test('finds the PostgreSQL that another process runs, and none once it has stopped or been killed', async (t) => {
  const data_dir = await testing.makeUsedFolder(t)
  assert.equal(await findEmbeddedPostgres(data_dir, 'my db'), undefined)

  const program = await testing.startElsewhere(t, data_dir)
  await program.told
  const url = await findEmbeddedPostgres(data_dir, 'postgres')
  assert.deepEqual(await testing.query(url!, 'select 1'), [[1]])

  await program.kill('SIGKILL')
  while (await findEmbeddedPostgres(data_dir, 'postgres')) await immediate()
})
