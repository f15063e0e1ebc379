import { recordEvent } from '#modules/events/record-event.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import { payLinkRevoked } from './events.ts'
import { getPayLink, type LinkParts } from './queries.ts'
import type { PayLink } from './schemas.ts'

/** Until it is replaced nobody can open the page, for a link that went to the wrong people. */
export async function revokePayLink(ctx: Context, parts: LinkParts, id: string): Promise<PayLink> {
  await getInvoice(ctx, id)
  const revoked = await ctx.db.find({
    text: `insert into pay_links (organization_id, invoice_id, revoked_at) values ($1, $2, $3)
           on conflict on constraint pay_links_pkey do update set revoked_at = excluded.revoked_at
             where pay_links.revoked_at is null
           returning invoice_id`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
  const link = await getPayLink(ctx, parts, id)
  const { url: _, ...told } = link
  if (revoked) recordEvent(ctx, payLinkRevoked, told)
  return link
}
