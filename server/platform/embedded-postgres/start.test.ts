import assert from 'node:assert/strict'
import { access, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { kill, platform, pid as this_process } from 'node:process'
import { after, test } from 'node:test'
import { setImmediate as immediate } from 'node:timers/promises'
import { identify, run } from './process.ts'
import { startEmbeddedPostgres } from './start.ts'
import * as testing from './testing.ts'

const { is_root, makeFolder, makeUsedFolder, nobody, processesNaming, query, startElsewhere, startHere } = testing
const add_row = 'create table if not exists kept (id int); insert into kept values (1)'
const count_rows = 'select count(*)::int from kept'

after(testing.removeTemplate)

test('makes a database at the first start and finds it again, in under 2 seconds, at the second', async (t) => {
  const data_dir = join(await makeFolder(t), 'it\'s, "new" é')
  const first = await startEmbeddedPostgres({ data_dir })
  await query(first.url('postgres'), add_row)
  await query(first.url('postgres'), 'create database "my db"')
  await first.stop()

  // The quickest of three: a machine that stands still for a moment says nothing about the start.
  const times: number[] = []
  const startAgain = async () => {
    const began = performance.now()
    const postgres = await startEmbeddedPostgres({ data_dir })
    times.push(performance.now() - began)
    return postgres
  }
  for (let i = 0; i < 2; i++) await (await startAgain()).stop()
  const again = await startAgain()
  assert.ok(Math.min(...times) < 2_000, `${times.map(Math.round).join(', ')} ms`)
  await again.stop()
  const second = await startHere(t, { data_dir, durable: true })
  assert.deepEqual(await second.query(count_rows), [[1]])
  assert.deepEqual(await query(second.url('my db'), 'select current_database(), current_user'), [['my db', 'postgres']])
})

test('stores text as UTF-8 with checksums, keeps time in UTC, and lets the caller decide a setting', async (t) => {
  const { query } = await startHere(t, { data_dir: await makeUsedFolder(t), settings: { work_mem: '5MB' } })
  const settings = ['server_encoding', 'data_checksums', 'TimeZone', 'work_mem', 'fsync', 'listen_addresses']
  const list = settings.map((name) => `current_setting('${name}')`).join()
  assert.deepEqual(await query(`select ${list}, upper('é')`), [['UTF8', 'on', 'UTC', '5MB', 'off', '', 'É']])
})

test('keeps fsync on unless told otherwise', async (t) => {
  const { query } = await startHere(t, { data_dir: await makeUsedFolder(t), durable: true })
  assert.deepEqual(await query(`select current_setting('fsync')`), [['on']])
})

test('leaves no process and no lock behind after stop, however often stop is called', async (t) => {
  const data_dir = await makeUsedFolder(t)
  const { pid, stop } = await startHere(t, { data_dir })
  assert.equal((await processesNaming(data_dir)).length, 1)
  await Promise.all([stop(), stop()])
  await stop()

  assert.equal(await identify(pid), undefined)
  assert.deepEqual(await processesNaming(data_dir), [])
  assert.deepEqual((await readdir(data_dir)).sort(), ['postgres', 'postgres.log'])
})

test('keeps what was committed when its program is killed, and starts again at once', async (t) => {
  const data_dir = await makeUsedFolder(t)
  const program = await startElsewhere(t, data_dir)
  const { url } = await program.told
  await query(url!, add_row)
  await program.kill('SIGKILL')

  const { query: ask } = await startHere(t, { data_dir })
  assert.deepEqual(await ask(count_rows), [[1]])
})

test(
  'stops PostgreSQL when its program is killed or ends without a word',
  { skip: platform !== 'linux' },
  async (t) => {
    for (const signal of ['SIGKILL', 'SIGUSR2'] as const) {
      const program = await startElsewhere(t, await makeUsedFolder(t))
      const { pid } = await program.told
      await program.kill(signal)
      while (await identify(pid!)) await immediate()
    }
  },
)

test('refuses a second owner by name, and lets one follow another', async (t) => {
  const data_dir = await makeUsedFolder(t)
  const program = await startElsewhere(t, data_dir)
  await program.told
  await assert.rejects(startEmbeddedPostgres({ data_dir }), {
    name: 'StartupError',
    message:
      `Another NexusCore (process ${program.pid}) is using ${data_dir}: ` +
      'stop it, or set NEXUSCORE_DATA_DIR to another folder.',
  })
  await program.kill('SIGTERM')
  await startHere(t, { data_dir })
})

test('lets exactly one of several starts at the same moment win, also over the lock of a killed one', async (t) => {
  const data_dir = await makeUsedFolder(t)
  await writeFile(join(data_dir, 'nexuscore.lock'), `${this_process}\nan earlier process\n`)
  const programs = await Promise.all([1, 2, 3, 4].map(() => startElsewhere(t, data_dir)))
  const told = await Promise.all(programs.map((program) => program.told))

  assert.equal(told.filter(({ url }) => url).length, 1)
  const winner = programs[told.findIndex(({ url }) => url)]
  for (const { error } of told.filter(({ url }) => !url))
    assert.ok(
      error?.startsWith(`StartupError: Another NexusCore (process ${winner?.pid}) is using`),
      error ?? 'it started, too',
    )
})

test('is not kept from starting by an empty lock, nor by pid files that name another process', async (t) => {
  const data_dir = await makeUsedFolder(t)
  const database_dir = join(data_dir, 'postgres')
  const stale = `${this_process}\n${database_dir}\n1700000000\n5432\n${database_dir}\n\n  1234567   1234567\nready\n`
  await writeFile(join(data_dir, 'nexuscore.lock'), '')
  await writeFile(join(database_dir, 'postmaster.pid'), stale)
  await writeFile(join(database_dir, '.s.PGSQL.5432.lock'), stale)
  const { query } = await startHere(t, { data_dir })
  assert.deepEqual(await query('select 1'), [[1]])
})

test('stops a PostgreSQL that outlived its NexusCore before it starts its own', async (t) => {
  const data_dir = await makeUsedFolder(t)
  const ended = Promise.withResolvers<number | null>()
  const orphan = await startHere(t, { data_dir, onExit: ended.resolve })
  await orphan.query(add_row)
  await rm(join(data_dir, 'nexuscore.lock'))

  const { query } = await startHere(t, { data_dir })
  assert.equal(await ended.promise, 0)
  assert.deepEqual(await query(count_rows), [[1]])
})

test('says when PostgreSQL dies, and recovers at the next start though backends may linger', async (t) => {
  const data_dir = await makeUsedFolder(t)
  const ended = Promise.withResolvers<number | null>()
  const { pid, query, stop } = await startHere(t, { data_dir, durable: true, onExit: ended.resolve })
  await query(add_row)
  const busy = query('select pg_sleep(60)').catch(() => 'cut off')
  kill(pid, 'SIGKILL')
  await ended.promise
  await stop()

  const next = await startHere(t, { data_dir })
  assert.deepEqual(await next.query(count_rows), [[1]])
  assert.equal(await busy, 'cut off')
})

test('starts over after a first start that was killed half-way', async (t) => {
  const data_dir = join(await makeFolder(t), 'data')
  const program = await startElsewhere(t, data_dir)
  const begun = async () => (await readdir(data_dir).catch(() => [])).some((name) => name.includes('.initdb-'))
  while (!(await begun())) await immediate()
  await program.kill('SIGKILL')
  await assert.rejects(access(join(data_dir, 'postgres')), { code: 'ENOENT' })
  // What makes the files outlives who asked for them, and would go on writing while they are cleared away.
  while ((await processesNaming(data_dir)).length > 0) await immediate()

  const { query } = await startHere(t, { data_dir })
  assert.deepEqual(await query('select 1'), [[1]])
  assert.deepEqual((await readdir(data_dir)).sort(), ['nexuscore.lock', 'postgres', 'postgres.log'])
})

test('listens on no port, and on a socket that only its own user and root can reach', async (t) => {
  const { query, url } = await startHere(t, { data_dir: await makeUsedFolder(t) })
  const [[folder] = []] = await query(`select trim('"' from current_setting('unix_socket_directories'))`)
  assert.equal(new URL(url('x').replace('@/', '@y/')).searchParams.get('host'), folder)
  assert.equal((await stat(String(folder))).mode & 0o777, 0o700)
  assert.equal((await stat(join(String(folder), '.s.PGSQL.5432'))).mode & 0o777, 0o700)
  if (is_root) assert.notEqual((await run(['test', '-e', join(String(folder), '.s.PGSQL.5432')], nobody)).code, 0)
})

test('puts the socket elsewhere, as private, when the data folder has a long path', async (t) => {
  const data_dir = join(await makeFolder(t), 'long-'.repeat(20))
  const { query } = await startHere(t, { data_dir })
  const [[folder] = []] = await query(`select trim('"' from current_setting('unix_socket_directories'))`)
  testing.cleanUp(t, () => rm(String(folder), { recursive: true }))
  assert.ok(!String(folder).startsWith(data_dir))
  assert.equal((await stat(String(folder))).mode & 0o777, 0o700)
})

test('writes what PostgreSQL says to a file in the data folder', async (t) => {
  const data_dir = await makeUsedFolder(t)
  const { query } = await startHere(t, { data_dir })
  await assert.rejects(query('select oops'))
  assert.match(await readFile(join(data_dir, 'postgres.log'), 'utf8'), /column "oops" does not exist/)
})
