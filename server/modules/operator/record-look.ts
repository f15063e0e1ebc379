import { type Context, signedInUser } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'

const once_in = { minutes: 10 }

/**
 * Notes that an operator looked beyond their own organisation, and at what, in the security log of their account; a
 * page that reads itself anew is the same look. Not in the audit trail, whose every event is announced to those who
 * look at it, and would have them look again.
 */
export function recordLook(
  ctx: Context,
  name: `user.${'viewed' | 'listed'}_${string}`,
  data: Record<string, unknown>,
): void {
  const since = ctx.now.subtract(once_in).toString()
  ctx.db.send({
    text: `insert into user_events (id, user_id, name, data, request_id, ip, created_at)
           select $1, $2, $3, $4::jsonb, $5, $6, $7
           where not exists (select from user_events where user_id = $2 and name = $3 and data = $4::jsonb and created_at > $8)`,
    parameters: [newId(), signedInUser(ctx), name, data, ctx.request_id, ctx.ip, ctx.now.toString(), since],
  })
}
