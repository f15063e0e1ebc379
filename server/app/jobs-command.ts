import { createPool } from '#platform/database.ts'
import { type DeadJob, listDeadJobs, removeDeadJob, retryDeadJobs } from '#platform/dead-jobs.ts'
import { urlForRole } from '#platform/migrate.ts'
import { StartupError } from '#platform/startup-error.ts'
import type { Config } from './config.ts'
import { findDatabase } from './open-database.ts'
import { databasePasswords } from './parts.ts'

/** What an operator may do about jobs that gave up; returns what to print. */
export async function jobsCommand(config: Config, args: string[]): Promise<string> {
  const [verb, which = ''] = args
  if (!/^(dead|retry (all|\d{1,18})|remove \d{1,18})$/.test(args.join(' ')))
    throw new StartupError('Say what to do: dead (lists the jobs that gave up), retry <id|all>, or remove <id>.')

  const url = urlForRole(await findDatabase(config), 'app_worker', databasePasswords(config.secret_key).app_worker)
  const pool = createPool({ url, max: 1, name: 'jobs command', prepare: config.prepared_statements })
  try {
    if (verb === 'dead') return describe(await listDeadJobs(pool))
    if (verb === 'remove') return (await removeDeadJob(pool, which)) ? 'Removed.' : notFound
    const count = await retryDeadJobs(pool, which === 'all' ? undefined : which)
    return count ? `${count} will run again.` : notFound
  } finally {
    await pool.end()
  }
}

const notFound = 'No such job gave up.'

function describe(jobs: DeadJob[]): string {
  if (!jobs.length) return 'No job gave up.'
  return jobs
    .map(
      ({ id, name, attempts, queued_at, last_error }) =>
        `${id}  ${name}, ${attempts} attempts, queued ${queued_at}\n    ${last_error ?? 'It was cut off each time.'}`,
    )
    .join('\n')
}
