import pg from 'pg'
import type { Environment } from './config.ts'

/**
 * Takes from the service the right to move the clock of an organisation where the program is started for production,
 * and gives it elsewhere. `url` is an administrator's.
 */
export async function holdClocks(url: string, environment: Environment): Promise<void> {
  const columns = 'update (clock_shift_seconds, clock_to_date) on app.organization_directory'
  const client = new pg.Client({ connectionString: url, application_name: 'nexuscore migrate' })
  await client.connect()
  try {
    await client.query(
      environment === 'production' ? `revoke ${columns} from app_user` : `grant ${columns} to app_user`,
    )
  } finally {
    await client.end()
  }
}
