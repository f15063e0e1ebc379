import { type RawBuilder, sql } from 'kysely'
import type { UserContext } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { Problem } from '#platform/errors.ts'
import { queueJob } from '#platform/jobs.ts'
import { normalizeEmail } from '#platform/mail.ts'
import { sendResetLink } from './jobs.ts'
import { networkOf } from './rules.ts'

/** How many wrong guesses cost nothing: at one account from one network, from a network, and at an account from anywhere. */
const free = { pair: 5, network: 20, account: 100 }
const longestDelay = 900
const forgotten = { hours: 24 }
/** Guesses at one account are remembered longer, or a patient guesser would have a hundred each day. */
const accountForgotten = { hours: 24 * 30 }

/**
 * Stands before every check of a password, whether or not the account exists. The guess is counted before it is
 * checked, so that a hundred at once are a hundred; one that is refused here is not counted. What strangers do to an
 * account never shuts its owner out: a network that the owner signed in from keeps a count of its own. After a hundred
 * wrong guesses in a row the password opens nothing from anywhere else until a new one was set (NIST SP 800-63B, 3.2.2).
 */
export async function refuseManyGuesses(ctx: UserContext, email: string): Promise<void> {
  const { pair, network, account } = keysOf(email, ctx.ip)
  const [blocks, counted] = await ctx.db.batch(
    db
      .selectFrom('sign_in_throttles')
      .select(['key', 'blocked_until'])
      .where('key', 'in', [pair, network, account])
      .where((row) =>
        row.or([
          row('blocked_until', '>', ctx.now.toString()),
          row('key', '=', account).and('failures', '>=', free.account),
        ]),
      ),
    countGuess(ctx, pair, free.pair),
  )
  const isOnlyStrangers = blocks.length > 0 && blocks.every(({ key }) => key.equals(account))
  if (counted.length && (!blocks.length || (isOnlyStrangers && (await isAtHome(ctx, email))))) return
  const seconds = blocks.map(({ blocked_until }) => ctx.now.until(blocked_until).total('seconds'))
  throw tooManyAttempts(Math.max(1, ...seconds.map(Math.ceil)))
}

/** The owner, if there is one, gets the link for a new password as soon as the old one is worth nothing. */
export async function recordWrongGuess(ctx: UserContext, email: string): Promise<void> {
  const { network, account } = keysOf(email, ctx.ip)
  const [, counted] = await ctx.db.batch(
    countGuess(ctx, network, free.network),
    countGuess(ctx, account, free.account, accountForgotten),
  )
  if (counted[0]?.failures === free.account) queueJob(ctx, sendResetLink, { email })
}

/** The right password clears the account; the network stays, or one good account would pay for guesses at others. */
export async function forgetGuesses(ctx: UserContext, email: string): Promise<{ wrong_guesses: number }> {
  const { pair, account } = keysOf(email, ctx.ip)
  const rows = await ctx.db.all(
    db.deleteFrom('sign_in_throttles').where('key', 'in', [pair, account]).returning(['key', 'failures']),
  )
  return { wrong_guesses: rows.find(({ key }) => key.equals(account))?.failures ?? 0 }
}

function keysOf(email: string, ip: string | null) {
  const network = networkOf(ip)
  const account = normalizeEmail(email)
  const key = (...parts: string[]) => hashToken(parts.join('\0'))
  return { pair: key('pair', account, network), network: key('network', network), account: key('account', account) }
}

/** One statement, so that guesses at the same moment are all counted: no row when the key is blocked. */
function countGuess(
  ctx: UserContext,
  key: Buffer,
  free_guesses: number,
  after = forgotten,
): RawBuilder<{ failures: number }> {
  const now = ctx.now.toString()
  const failures = sql`case when t.failed_at < ${ctx.now.subtract(after).toString()} then 1 else t.failures + 1 end`
  const delay = sql`case when ${failures} < ${free_guesses}::int then 0
                    else least(${longestDelay}::int, power(2, least(${failures} - ${free_guesses}::int, 20))) end`
  return sql`insert into sign_in_throttles as t (key, failures, failed_at, blocked_until)
             values (${key}, 1, ${now}, ${now})
             on conflict (key) do update set failures = ${failures}, failed_at = ${now},
               blocked_until = ${now}::timestamptz + make_interval(secs => ${delay})
             where t.blocked_until <= ${now}
             returning failures`
}

/** The owner signed in from this network before. */
export async function isAtHome(ctx: UserContext, email: string): Promise<boolean> {
  const sessions = await ctx.db.all(
    db
      .selectFrom('sessions as s')
      .innerJoin('users as u', 'u.id', 's.user_id')
      .select('s.ip')
      .distinct()
      .where('u.email_normalized', '=', normalizeEmail(email)),
  )
  return sessions.some(({ ip }) => networkOf(ip) === networkOf(ctx.ip))
}

export const tooManyAttempts = (seconds: number): Problem =>
  new Problem(429, 'auth.too_many_attempts', `Too many wrong attempts. Try again in ${inWords(seconds)}.`, {
    headers: { 'retry-after': String(seconds) },
  })

function inWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? 'a second' : `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? 'a minute' : `${minutes} minutes`
}
