import { recordEvent } from '#modules/events/record-event.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import { payLinkReplaced } from './events.ts'
import { getPayLink, type LinkParts } from './queries.ts'
import type { PayLink } from './schemas.ts'

/** A new link; the one before opens nothing any more. After a revocation this is how there is one again. */
export async function replacePayLink(ctx: Context, parts: LinkParts, id: string): Promise<PayLink> {
  await getInvoice(ctx, id)
  await ctx.db.all({
    text: `insert into pay_links (organization_id, invoice_id, generation) values ($1, $2, 2)
           on conflict on constraint pay_links_pkey do update set generation = pay_links.generation + 1, revoked_at = null`,
    parameters: [ctx.organization_id, id],
  })
  const link = await getPayLink(ctx, parts, id)
  const { url: _, ...told } = link
  recordEvent(ctx, payLinkReplaced, told)
  return link
}
