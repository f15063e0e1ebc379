import { recordEvent } from '#modules/events/record-event.ts'
import { db } from '#platform/database.ts'
import { portalSessionEnded } from './events.ts'
import type { Visit } from './open-portal.ts'

/** The customer logs out, on this device. */
export function endPortalSession({ ctx, session_id, customer_id }: Visit): void {
  ctx.db.send(
    db
      .updateTable('portal_sessions')
      .set({ ended_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('customer_id', '=', customer_id)
      .where('id', '=', session_id),
  )
  recordEvent(ctx, portalSessionEnded, { id: customer_id, name: ctx.actor.name, session_id })
}
