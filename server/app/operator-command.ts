import { parseArgs } from 'node:util'
import { createPasswords } from '#modules/auth/passwords.ts'
import { type MadeOperator, makeOperator, type Wanted } from '#modules/operator/make-operator.ts'
import { randomToken } from '#platform/crypto.ts'
import { createPool, transact } from '#platform/database.ts'
import { Problem } from '#platform/errors.ts'
import { urlForRole } from '#platform/migrate.ts'
import { StartupError } from '#platform/startup-error.ts'
import type { Config } from './config.ts'
import { findDatabase } from './open-database.ts'
import { databasePasswords } from './parts.ts'

const usage = `Say whom to make an operator: npm run operator -- --email you@example.com
The first time also, where wanted: --name "Mei Tan" --organization "Merlion Cloud Pte. Ltd." --uen 201899901E`

/** Makes somebody an operator of the installation, on its machine and by its settings; returns what to print. */
export async function operatorCommand(
  config: Config,
  args: string[],
  clock = () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
): Promise<string> {
  const wanted = readWanted(args)
  const made = await asOwnerOfTables(config, await findDatabase(config), wanted, clock()).catch(explain)
  return describe(wanted, made, config)
}

function readWanted(args: string[]): Wanted {
  const text = { type: 'string' } as const
  const read = () => parseArgs({ args, options: { email: text, name: text, organization: text, uen: text } }).values
  let values: Partial<Wanted>
  try {
    values = read()
  } catch (error) {
    throw new StartupError(`${(error as Error).message}\n${usage}`)
  }
  const { email = '', ...rest } = values
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) throw new StartupError(usage)
  return { email, ...rest }
}

/** Not as the service, which can only read who the operator is. */
export async function asOwnerOfTables(
  config: Config,
  database_url: string,
  wanted: Wanted,
  now: Temporal.Instant,
): Promise<MadeOperator> {
  const url = urlForRole(database_url, 'app_owner', databasePasswords(config.secret_key).app_owner)
  const pool = createPool({ url, max: 1, name: 'operator command', prepare: config.prepared_statements })
  try {
    const unknown_password_hash = await createPasswords({ secrets: config.password_secrets }).hash(randomToken('nxp'))
    return await transact(pool, undefined, (db) =>
      makeOperator(
        { db, actor: undefined, request_id: null, ip: null, user_agent: null, now },
        wanted,
        unknown_password_hash,
      ),
    )
  } finally {
    await pool.end()
  }
}

function explain(error: unknown): never {
  if (error instanceof Problem)
    throw new StartupError([error.message, ...(error.fields ?? []).map(({ detail }) => detail)].join('\n'))
  const { code } = error as { code?: string }
  if (code === '42P01' || code === '42703')
    throw new StartupError(
      'The database has not been migrated for this program yet: start it, or run its role migrate.',
    )
  if (code === '28P01')
    throw new StartupError('SECRET_KEY is not the one that the program runs with: the database refuses us.')
  throw error
}

function describe(
  { email }: Wanted,
  { organization, is_new_organization, setup_token }: MadeOperator,
  { public_url, environment }: Config,
): string {
  return [
    `${email} runs this installation now. The organisation for it: ${organization}`,
    ...(is_new_organization ? ['Give it its UEN and address in its settings before it issues anything.'] : []),
    ...(setup_token
      ? [
          'Set a password within an hour. This link works once and is not shown again:',
          `${public_url}/reset-password/${setup_token}`,
        ]
      : ['The password stays as it is.']),
    ...(environment === 'production' ? ['The console opens after a log-in with a second factor.'] : []),
  ].join('\n')
}
