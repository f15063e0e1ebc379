import { execFile } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { databasePasswords } from '#app/parts.ts'
import { urlForRole } from '#platform/migrate.ts'
import type { Held, Orders } from './check-lead-import-alone.ts'
import type { TestApp } from './support.ts'

/** The second dry run of an import, watched in a program that does nothing else. */
export async function checkLeadImportAlone(
  { parts, database_url }: TestApp,
  organization_id: string,
  import_id: string,
): Promise<Held> {
  const url = urlForRole(database_url, 'app_user', databasePasswords(parts.config.secret_key).app_user)
  const orders: Orders = { url, storage_url: parts.config.storage_url, organization_id, import_id, check_count: 2 }
  const script = fileURLToPath(new URL('./check-lead-import-alone.ts', import.meta.url))
  const run = promisify(execFile)
  return JSON.parse((await run(process.execPath, ['--expose-gc', script, JSON.stringify(orders)])).stdout) as Held
}
