import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { jobsCommand } from './jobs-command.ts'

const { admin, parts, database_url } = await startApp()
const jobs = (...args: string[]) => jobsCommand({ ...parts.config, database_url }, args)

async function queueDead(last_error: string): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(`select id from graphile_worker.add_job('send_mail')`)
  const id = rows[0]!.id
  await admin.query(
    `update graphile_worker._private_jobs set attempts = max_attempts, last_error = $2, created_at = '2026-11-20T01:02:03Z' where id = $1`,
    [id, last_error],
  )
  return id
}

async function waiting(): Promise<string[]> {
  const { rows } = await admin.query<{ id: string }>(
    'select id from graphile_worker.jobs where attempts = 0 order by id',
  )
  return rows.map(({ id }) => id)
}

test('an operator lists the jobs that gave up, retries one or all, and removes one', async () => {
  assert.equal(await jobs('dead'), 'No job gave up.')
  const [first, second, third] = [await queueDead('no route'), await queueDead('refused'), await queueDead('refused')]
  const [line, reason] = (await jobs('dead')).split('\n')
  assert.equal(line, `${first}  send_mail, 25 attempts, queued 2026-11-20T01:02:03Z`)
  assert.equal(reason, '    no route')

  assert.equal(await jobs('retry', second), '1 will run again.')
  assert.deepEqual(await waiting(), [second])
  assert.equal(await jobs('retry', second), 'No such job gave up.')

  assert.equal(await jobs('remove', third), 'Removed.')
  assert.equal(await jobs('remove', second), 'No such job gave up.')
  assert.equal(await jobs('retry', 'all'), '1 will run again.')
  assert.deepEqual(await waiting(), [first, second])
})

test('the command for jobs says how it is used', async () => {
  for (const args of [[], ['retry'], ['remove', 'all'], ['retry', '1; drop table jobs']])
    await assert.rejects(jobs(...args), { name: 'StartupError', message: /^Say what to do: dead/ })
})

test('the command for jobs takes the settings of the program, and fails in one sentence', () => {
  const { data_dir, secret_key } = parts.config
  const run = (env: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, ['bin/jobs.ts', 'dead'], {
      env: { NEXUSCORE_DATA_DIR: data_dir, SECRET_KEY: secret_key, ...env },
      encoding: 'utf8',
    })
  const here = run({ DATABASE_URL: database_url })
  assert.deepEqual([here.status, here.stdout, here.stderr], [0, 'No job gave up.\n', ''])
  const nowhere = run({})
  const refusal = `No NexusCore is running on ${data_dir}: start it first, or set DATABASE_URL.\n`
  assert.deepEqual([nowhere.status, nowhere.stdout, nowhere.stderr], [1, '', refusal])
})
