import { type Pool, read, type TextQuery } from '#platform/database.ts'
import { isConnectionLoss, unavailable } from '#platform/errors.ts'
import type { App } from '#platform/http.ts'
import { countPendingMigrations } from '#platform/migrate.ts'

/** `live`: the process answers. `ready`: it can do its work, that is, database and schema are there. */
export function healthRoutes(app: App, pool: Pool, worker_pool: Pool): void {
  const config = { permission: 'public' }
  const ready = async () => {
    const [{ applied }, { is_behind }] = await Promise.all([
      read(pool, undefined, (tx) => tx.one(appliedMigrations)),
      read(worker_pool, undefined, (tx) => tx.one(queueLag)),
    ]).catch((error) => {
      if (isConnectionLoss(error)) throw error
      throw unavailable('server.migrations_pending', 'The database has not been migrated for this program yet.', 10)
    })
    const pending = await countPendingMigrations(applied)
    if (pending > 0) throw unavailable('server.migrations_pending', `${pending} migrations have not run yet.`, 10)
    return { status: 'ready', database: 'ok', migrations: 'ok', queue: is_behind ? 'behind' : 'ok' }
  }
  app.get('/health/live', { config, handler: () => ({ status: 'live' }) })
  app.get('/health/ready', { config, handler: ready })
  app.get('/health', { config, handler: ready })
}

const appliedMigrations: TextQuery<{ applied: number }> = {
  text: 'select count(*) as applied from migrations',
  parameters: [],
}

/** Jobs that nobody has taken for ten minutes: the workers are down or too few. */
const queueLag: TextQuery<{ is_behind: boolean }> = {
  text: `select exists (select from graphile_worker.jobs
         where run_at < now() - interval '10 minutes' and locked_at is null and attempts < max_attempts) as is_behind`,
  parameters: [],
}
