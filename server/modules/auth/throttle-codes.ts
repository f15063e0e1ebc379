import { sql } from 'kysely'
import type { UserContext } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { networkOf } from './rules.ts'
import { isAtHome, tooManyAttempts } from './throttle.ts'

/** Six digits are soon guessed: whoever knows the password gets this many tries at the second factor of an account. */
const tries = 10
const per = { hours: 1 }

type User = { id: string; email: string }

/**
 * Stands before every check of a code, and counts it before it is checked, so that a hundred at once are a hundred.
 * A network that the owner signed in from has tries of its own: a stranger who knows the password shuts nobody out.
 */
export async function refuseManyCodes(ctx: UserContext, user: User): Promise<void> {
  const key = await keyOf(ctx, user)
  const now = ctx.now.toString()
  const begun = ctx.now.subtract(per).toString()
  const [rows, counted] = await ctx.db.batch(
    db.selectFrom('sign_in_throttles').select('failed_at').where('key', '=', key),
    sql<{ failures: number }>`
      insert into sign_in_throttles as t (key, failures, failed_at, blocked_until) values (${key}, 1, ${now}, ${now})
      on conflict (key) do update set
        failures = case when t.failed_at <= ${begun} then 1 else t.failures + 1 end,
        failed_at = case when t.failed_at <= ${begun} then excluded.failed_at else t.failed_at end
      where t.failures < ${tries}::int or t.failed_at <= ${begun}
      returning failures`,
  )
  if (counted.length) return
  const [first] = rows
  const wait = first ? ctx.now.until(Temporal.Instant.from(first.failed_at).add(per)).total('seconds') : 1
  throw tooManyAttempts(Math.max(1, Math.ceil(wait)))
}

/** The right code clears the count. */
export async function forgetCodes(ctx: UserContext, user: User): Promise<void> {
  const key = await keyOf(ctx, user)
  ctx.db.send(db.deleteFrom('sign_in_throttles').where('key', '=', key))
}

async function keyOf(ctx: UserContext, { id, email }: User): Promise<Buffer> {
  const home = (await isAtHome(ctx, email)) ? networkOf(ctx.ip) : ''
  return hashToken(['codes', id, home].join('\0'))
}
