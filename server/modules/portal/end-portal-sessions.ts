import { getCustomer } from '#modules/customers/queries.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { portalSessionsEnded } from './events.ts'
import { getCustomerPortal } from './queries.ts'
import type { CustomerPortal } from './schemas.ts'

/** The seller puts a customer out everywhere, and voids the links that are on their way. */
export async function endPortalSessions(
  ctx: Context,
  public_url: string,
  customer_id: string,
): Promise<CustomerPortal> {
  const { name, email } = await getCustomer(ctx, customer_id)
  const now = ctx.now.toString()
  const [ended] = await ctx.db.batch(
    db
      .updateTable('portal_sessions')
      .set({ ended_at: now })
      .where('organization_id', '=', ctx.organization_id)
      .where('customer_id', '=', customer_id)
      .where('ended_at', 'is', null)
      .returning('id'),
    {
      text: `update portal_links set used_at = $3
             where organization_id = $1 and used_at is null and (customer_id = $2 or email = lower(normalize($4, nfkc)))`,
      parameters: [ctx.organization_id, customer_id, now, email ?? ''],
    },
  )
  recordEvent(ctx, portalSessionsEnded, { id: customer_id, name, session_count: ended.length })
  return getCustomerPortal(ctx, public_url, customer_id)
}
