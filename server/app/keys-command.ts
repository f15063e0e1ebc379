import { createSigningKeys } from '#modules/auth/signing-keys.ts'
import { createPool } from '#platform/database.ts'
import { urlForRole } from '#platform/migrate.ts'
import type { Config } from './config.ts'
import { findDatabase } from './open-database.ts'
import { databasePasswords } from './parts.ts'

/** Lets the next key sign access tokens from now on, before its time; returns what to print. */
export async function rotateKeysCommand(config: Config, now: Temporal.Instant): Promise<string> {
  const { secret_key } = config
  const url = urlForRole(await findDatabase(config), 'app_user', databasePasswords(secret_key).app_user)
  const pool = createPool({ url, max: 1, name: 'keys command', prepare: config.prepared_statements })
  try {
    const is_done = await createSigningKeys({ pool, secret_key }).rotate(now)
    return is_done
      ? 'The next key signs from now on. All processes know within a minute; the key before is published for 15 more.'
      : 'The keys were rotated less than two minutes ago. Wait until all processes have seen the new one.'
  } finally {
    await pool.end()
  }
}
