import assert from 'node:assert/strict'
import { chmod, chown, mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { platform } from 'node:process'
import { after, test, type TestContext } from 'node:test'
import { run } from './process.ts'
import { startEmbeddedPostgres } from './start.ts'
import * as testing from './testing.ts'

const { is_root, makeFolder, makeUsedFolder, nobody, processesNaming, startElsewhere, startHere } = testing
const root_only = { skip: !is_root && 'only root can mount a small disk or become another user' }

after(testing.removeTemplate)

test('says in one sentence that the disk is full, at the first start and later', root_only, async (t) => {
  const data_dir = await mountSmallDisk(t, '20m')
  const full = {
    name: 'StartupError',
    message:
      `The disk that holds ${data_dir} is full: free some space and start again, ` +
      'or set NEXUSCORE_DATA_DIR to another folder.',
  }
  await assert.rejects(startEmbeddedPostgres({ data_dir }), full)
  assert.deepEqual(await processesNaming(data_dir), [])

  await run(['mount', '-o', 'remount,size=150m', data_dir])
  await (await startEmbeddedPostgres({ data_dir })).stop()
  await fillDisk(data_dir)
  await assert.rejects(startEmbeddedPostgres({ data_dir }), full)

  await rm(join(data_dir, 'filler'))
  await startHere(t, { data_dir })
})

test('says which PostgreSQL made the files when it was another major version', async (t) => {
  const data_dir = await makeUsedFolder(t)
  await writeFile(join(data_dir, 'postgres/PG_VERSION'), '17\n')
  await assert.rejects(startEmbeddedPostgres({ data_dir }), {
    name: 'StartupError',
    message:
      `The database in ${data_dir}/postgres was made by PostgreSQL 17, but this NexusCore brings PostgreSQL 18: ` +
      'bring the data over with pg_dump and psql, or set NEXUSCORE_DATA_DIR to another folder.',
  })
})

test('repeats what PostgreSQL says when it will not start, and where the rest is', async (t) => {
  const data_dir = await makeUsedFolder(t)
  await assert.rejects(startEmbeddedPostgres({ data_dir, settings: { shared_buffers: 'many' } }), {
    name: 'StartupError',
    message:
      'PostgreSQL did not start: invalid value for parameter "shared_buffers": "many"; ' +
      `its log is ${data_dir}/postgres.log.`,
  })
})

test('does not mix its files with others that lie in the way', async (t) => {
  const data_dir = join(await makeFolder(t), 'data')
  await mkdir(join(data_dir, 'postgres'), { recursive: true })
  await writeFile(join(data_dir, 'postgres/letter.txt'), 'Dear')
  await chmod(data_dir, 0o755)
  await assert.rejects(startEmbeddedPostgres({ data_dir }), {
    name: 'StartupError',
    message: `${data_dir}/postgres holds files but no database: move it away and start again.`,
  })
  assert.equal(await readFile(join(data_dir, 'postgres/letter.txt'), 'utf8'), 'Dear')
})

test('says that the data folder is a file', async (t) => {
  const data_dir = join(await makeFolder(t), 'data')
  await writeFile(data_dir, '')
  await assert.rejects(startEmbeddedPostgres({ data_dir }), { name: 'StartupError', message: /is not a folder/ })
})

test('works for an ordinary user, and tells one who may not write to the folder', root_only, async (t) => {
  const folder = await makeFolder(t)
  const mine = join(folder, 'mine')
  await mkdir(mine)
  await chown(mine, nobody.uid, nobody.gid)
  const program = await startElsewhere(t, join(mine, 'data'), { account: nobody })
  const { error, url } = await program.told
  assert.equal(error, undefined)
  assert.deepEqual(await testing.query(url!, 'select 1'), [[1]])
  await program.kill('SIGTERM')
  assert.deepEqual(await processesNaming(mine), [])

  const refused = await (await startElsewhere(t, join(folder, 'data'), { account: nobody })).told
  assert.match(
    refused.error!,
    /^StartupError: NexusCore cannot write to its data in .*: start it as the user the folder/,
  )
  await startHere(t, { data_dir: join(mine, 'data') })
})

test(
  'refuses a folder that a program in another container is using, and leaves that one alone',
  root_only,
  async (t) => {
    const apart = ['unshare', '--pid', '--ipc', '--fork', '--mount-proc', '--kill-child']
    if ((await run([...apart, 'true'])).code !== 0) return t.skip('no container can be made here')
    const data_dir = await makeUsedFolder(t)
    await startHere(t, { data_dir })
    const { error } = await (await startElsewhere(t, data_dir, { launcher: apart })).told
    assert.match(error ?? '', /^StartupError: Another NexusCore, in another container, is using/)
    await assert.rejects(startEmbeddedPostgres({ data_dir }), {
      message: /^Another NexusCore \(process \d+\) is using/,
    })
  },
)

async function mountSmallDisk(t: TestContext, size: string): Promise<string> {
  const disk = join(await makeFolder(t), 'disk')
  await mkdir(disk)
  const mounted = await run(['mount', '-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', disk])
  if (mounted.code !== 0 || platform !== 'linux') t.skip(`no small disk can be mounted here: ${mounted.output}`)
  testing.cleanUp(t, () => run(['umount', disk]))
  return disk
}

async function fillDisk(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  await writeFile(join(folder, 'filler'), Buffer.alloc(bavail * bsize)).catch(() => undefined)
}
