import assert from 'node:assert/strict'
import { chmod, mkdir, readFile, readdir, readlink, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { arch, platform } from 'node:process'
import { after, test } from 'node:test'
import { chooseAccount } from './account.ts'
import { findPackage, prepareBinaries } from './binaries.ts'
import { run } from './process.ts'
import { startEmbeddedPostgres } from './start.ts'
import * as testing from './testing.ts'

const { is_root, makeFolder, makeUsedFolder, processesNaming, query, startHere } = testing
const root_only = { skip: !is_root && 'only root runs PostgreSQL as another user' }

after(testing.removeTemplate)

test('runs PostgreSQL as an unprivileged user when started by root', root_only, async (t) => {
  const { pid } = await startHere(t, { data_dir: await makeUsedFolder(t) })
  assert.notEqual((await run(['ps', '-o', 'uid=', '-p', String(pid)])).output.trim(), '0')
})

test('opens a new private folder to that user alone', root_only, async (t) => {
  const data_dir = join(await makeFolder(t), 'data')
  await mkdir(data_dir, { mode: 0o700 })
  await startHere(t, { data_dir })
  assert.equal((await stat(data_dir)).mode & 0o777, 0o710)
  assert.equal((await stat(join(data_dir, 'postgres'))).isDirectory(), true)
})

test('keeps the database elsewhere when the folder lies under one that only root may enter', root_only, async (t) => {
  const private_dir = await makeFolder(t)
  await chmod(private_dir, 0o700)
  const data_dir = join(private_dir, 'clone/data')
  const lines: string[] = []
  const first = await startEmbeddedPostgres({ data_dir, durable: false, log: (line) => lines.push(line) })
  const kept_in = await readlink(join(data_dir, 'postgres'))
  testing.cleanUp(t, () =>
    Promise.all([kept_in, `${kept_in}.deleted`].map((path) => rm(path, { recursive: true, force: true }))),
  )
  await query(first.url('postgres'), 'create table kept ()')
  await first.stop()

  assert.match(kept_in, /^\/var\/lib\/nexuscore\/data-[0-9a-f]{16}$/)
  assert.equal(lines.length, 1)
  assert.ok(lines[0]?.includes(kept_in))
  assert.equal((await stat(private_dir)).mode & 0o777, 0o700)
  const second = await startHere(t, { data_dir, log: (line) => lines.push(line) })
  assert.deepEqual(await second.query('select * from kept'), [])
  await second.stop()

  await rm(data_dir, { recursive: true })
  const third = await startHere(t, { data_dir })
  await assert.rejects(third.query('select * from kept'), /does not exist/)
  await third.stop()
  assert.deepEqual(await processesNaming(kept_in), [])
  assert.ok(!(await readdir(dirname(kept_in))).includes(`${basename(kept_in)}.lock`), 'its lock is gone')
})

test('moves a database along when its folder has become private', root_only, async (t) => {
  const data_dir = await makeUsedFolder(t)
  const first = await startEmbeddedPostgres({ data_dir, durable: false })
  await query(first.url('postgres'), 'create table kept ()')
  await first.stop()
  await chmod(dirname(data_dir), 0o700)

  // Undone last to first: its files go when it has stopped.
  testing.cleanUp(t, async () => rm(await readlink(join(data_dir, 'postgres')), { recursive: true }))
  const second = await startHere(t, { data_dir })
  assert.ok(await readlink(join(data_dir, 'postgres')))
  assert.deepEqual(await second.query('select * from kept'), [])
})

test('takes over files that were restored as root', root_only, async (t) => {
  const data_dir = await makeUsedFolder(t)
  await run(['chown', '-R', '0:0', join(data_dir, 'postgres')])
  await run(['chmod', '755', join(data_dir, 'postgres')])
  const { query } = await startHere(t, { data_dir })
  assert.deepEqual(await query('select 1'), [[1]])
})

test('makes the links between libraries that npm left out', async (t) => {
  const { package_dir, account, copies_dir } = await copyPackage(t)
  const { major, postgres } = await prepareBinaries({ package_dir, copies_dir, account, log: assert.fail })
  assert.equal(major, '18')
  assert.ok(postgres.startsWith(package_dir))
})

test('copies the programs, once and with their links, from where PostgreSQL cannot run them', root_only, async (t) => {
  const { package_dir, account, copies_dir } = await copyPackage(t)
  await chmod(dirname(package_dir), 0o700)
  const lines: string[] = []
  const prepare = () => prepareBinaries({ package_dir, copies_dir, account, log: (line) => lines.push(line) })
  const [first] = await Promise.all([prepare(), prepare()])
  const again = await prepare()

  assert.ok(first.postgres.startsWith(`${copies_dir}/postgres-18`))
  assert.equal((await run([again.initdb, '--version'], account)).code, 0)
  assert.equal((await readdir(copies_dir)).length, 1)
})

test('names the way out on a system for which there is no PostgreSQL', () => {
  const name = 'StartupError'
  assert.throws(() => findPackage('win32', 'x64'), {
    name,
    message: /set DATABASE_URL to a PostgreSQL 18, or use WSL\.$/,
  })
  assert.throws(() => findPackage('freebsd', 'x64'), { name, message: /for freebsd-x64: set DATABASE_URL/ })
})

async function copyPackage(t: Parameters<typeof makeFolder>[0]) {
  const folder = await makeFolder(t)
  const package_dir = join(folder, 'clone', 'package')
  await mkdir(dirname(package_dir))
  await run(['cp', '-a', findPackage(platform, arch), package_dir])
  const links: { target: string }[] = JSON.parse(await readFile(join(package_dir, 'native/pg-symlinks.json'), 'utf8'))
  for (const { target } of links) await rm(join(package_dir, target), { force: true })
  return { package_dir, copies_dir: join(folder, 'shared'), account: await chooseAccount(folder) }
}
