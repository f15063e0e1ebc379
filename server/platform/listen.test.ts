import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { beforeServerStops, cloneDatabase } from '#test/test-database.ts'
import { listen } from './listen.ts'
import { createLog } from './log.ts'

const url = await cloneDatabase()
const admin = new pg.Client({ connectionString: url })
await admin.connect()
const heard: string[] = []
let listening = 0
const listener = listen({
  url,
  channel: 'news',
  onMessage: (payload) => heard.push(payload),
  onListening: () => listening++,
  log: createLog('silent'),
})
beforeServerStops(async () => {
  await listener.stop()
  await admin.end()
})

test('hears what is said, and says that it may have missed something each time it begins to listen', async () => {
  await until(() => listening === 1)
  await admin.query(`notify news, 'one'`)
  await until(() => heard.length === 1)

  await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'nexuscore listener'
                     and datname = current_database()`)
  await until(() => listening === 2)
  await admin.query(`notify news, 'two'`)
  await until(() => heard.length === 2)
  assert.deepEqual(heard, ['one', 'two'])
})

test('stops at once, and leaves no connection behind', async () => {
  const began = performance.now()
  await listener.stop()
  assert.ok(performance.now() - began < 1_000)
  const { rowCount } = await admin.query(`select from pg_stat_activity where application_name = 'nexuscore listener'
                                          and datname = current_database()`)
  assert.equal(rowCount, 0)
})

test('keeps asking a database that is not there, and can be stopped while it does', async () => {
  const nowhere = listen({
    url: 'postgres://nobody@127.0.0.1:1/none',
    channel: 'news',
    onMessage: () => assert.fail('nobody speaks there'),
    onListening: () => assert.fail('nobody is there'),
    log: createLog('silent'),
  })
  await new Promise((resolve) => setTimeout(resolve, 600))
  await nowhere.stop()
})

async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !isSo();) {
    if (Date.now() > end) throw new Error('waited ten seconds for nothing')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
