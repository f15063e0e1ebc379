import type { Context } from '#platform/context.ts'
import type { EventDefinition } from './define-event.ts'
import { recordEvent } from './record-event.ts'

/** What somebody of one organisation does to another stands in the trails of both, in one transaction. */
export function recordInBoth<D extends { id: string }>(
  ctx: Context,
  organization_id: string,
  definition: EventDefinition<D>,
  data: D,
): void {
  recordEvent(ctx, definition, data)
  ctx.db.enter(organization_id)
  recordEvent({ ...ctx, organization_id }, definition, data)
  ctx.db.enter(ctx.organization_id)
}
