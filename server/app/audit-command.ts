import type { Verification } from '#modules/events/schemas.ts'
import { createHeadSigner } from '#modules/events/signed-heads.ts'
import { verifyAgainstHead } from '#modules/events/verify-events.ts'
import { createPool, isUuid, read } from '#platform/database.ts'
import { urlForRole } from '#platform/migrate.ts'
import { StartupError } from '#platform/startup-error.ts'
import { createStorage } from '#platform/storage.ts'
import type { Config } from './config.ts'
import { findDatabase } from './open-database.ts'
import { databasePasswords } from './parts.ts'

/** Verifies the audit trail of one organisation or of all, with the rights of the service; `print` gets a line for each. */
export async function auditCommand(config: Config, args: string[], print: (line: string) => void): Promise<boolean> {
  const [only] = args
  if (args.length > 1 || (only !== undefined && !isUuid(only)))
    throw new StartupError('Give the id of one organisation, or nothing to verify all.')

  const url = urlForRole(await findDatabase(config), 'app_user', databasePasswords(config.secret_key).app_user)
  const pool = createPool({ url, max: 1, name: 'audit command', prepare: config.prepared_statements })
  const storage = createStorage(config.storage_url, config.s3_credentials)
  const signer = createHeadSigner(config.secret_key)
  const clock = () => Temporal.Now.instant()
  try {
    const organizations = await read(pool, undefined, (tx) =>
      tx.all<{ organization_id: string; name: string }>({
        text: `select organization_id, name from organization_directory
               where $1::uuid is null or organization_id = $1 order by organization_id`,
        parameters: [only ?? null],
      }),
    )
    if (only && !organizations.length) throw new StartupError(`There is no organisation ${only}.`)
    let isIntact = true
    for (const { organization_id, name } of organizations) {
      const verification = await verifyAgainstHead({ pool, storage, signer, clock }, organization_id)
      print(describe(verification, name))
      isIntact &&= verification.is_intact
    }
    return isIntact
  } finally {
    await pool.end()
  }
}

function describe({ id, fault, sealed, erased, unsealed, signed_head }: Verification, name: string): string {
  const head = signed_head ? `agrees with the head of ${signed_head.signed_at}` : 'no signed head yet'
  const counts = [`${sealed} sealed`, erased && `${erased} erased`, unsealed && `${unsealed} not sealed yet`]
  if (!fault) return `intact  ${id}  ${counts.filter(Boolean).join(', ')}; ${head}  (${name})`
  const place = fault.seq === null ? 'an event without a place' : `seq ${fault.seq}`
  return `BROKEN  ${id}  ${place}: ${fault.kind}${fault.event_id ? ` (event ${fault.event_id})` : ''}  (${name})`
}
