import type { Transaction } from './database.ts'

/** Who acts, and for whom, when somebody acts as another. `id` is null only for the system itself. */
export type Actor = {
  kind: 'user' | 'api_key' | 'system' | 'customer'
  id: string | null
  name: string
  on_behalf_of?: { id: string; name: string }
}

/** What a verb needs of its surroundings outside any organisation: sign-in, accounts, making an organisation. */
export type UserContext = {
  db: Transaction
  actor: Actor | undefined
  request_id: string | null
  ip: string | null
  user_agent: string | null
  /** The time of this piece of work; nothing below reads the clock itself. */
  now: Temporal.Instant
}

/** The same inside an organisation, whose rows alone the transaction can see. */
export type Context = UserContext & { organization_id: string; actor: Actor }

/** Runs a piece of work in a transaction of its own. */
export type InTransaction = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>

/** The day it is in a time zone. */
export function dayIn(timezone: string, now: Temporal.Instant): string {
  return now.toZonedDateTimeISO(timezone).toPlainDate().toString()
}

/** The id of the user who sends a request that wants one, or of the one whom they stand in for. */
export function signedInUser(ctx: UserContext): string {
  if (ctx.actor?.kind !== 'user' || !ctx.actor.id) throw new Error('This route is for logged-in users: declare it so')
  return ctx.actor.on_behalf_of?.id ?? ctx.actor.id
}
