import { defineEvent } from '#modules/events/define-event.ts'
import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'

/** The subject is always the user: `user.<past participle>`. */
export type UserEventName = `user.${string}`

/** What happened to an account, outside any organisation; written in the transaction of the change, like every event. */
export function recordUserEvent(
  ctx: UserContext,
  name: UserEventName,
  user_id: string,
  data: Record<string, unknown> = {},
): void {
  ctx.db.send(
    db.insertInto('user_events').values({
      id: newId(),
      user_id,
      name,
      data,
      request_id: ctx.request_id,
      ip: ctx.ip,
      created_at: ctx.now.toString(),
    }),
  )
}

type Entry = { id: string; name: string }
/** In the trail of the operator's organisation. */
export const userDisabled = defineEvent<Entry & { reason: string }>('user.disabled')
export const userEnabled = defineEvent<Entry>('user.enabled')
export const passwordResetStarted = defineEvent<Entry>('user.password_reset_started')
