import { recordEvent } from '#modules/events/record-event.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import { invoiceSeen } from './events.ts'
import type { Opened } from './open-pay-link.ts'
import type { PayAddress } from './pay-tokens.ts'

/** A look of the team itself says nothing of the customer; whether it is theirs is asked before the link is opened. */
export async function seeByLink(
  address: PayAddress | undefined,
  isFromTeam: (organization_id: string) => Promise<boolean>,
  behind: (work: (opened: Opened) => Promise<void>) => Promise<void>,
): Promise<void> {
  if (address && (await isFromTeam(address.organization_id))) return
  await behind(seeInvoice)
}

/** The first opening counts, once, however many open the page at the same time. */
async function seeInvoice({ ctx, invoice_id, seen_at }: Opened): Promise<void> {
  if (seen_at) return
  const { number } = await getInvoice(ctx, invoice_id)
  const first = await ctx.db.find({
    text: `insert into pay_links (organization_id, invoice_id, seen_at) values ($1, $2, $3)
           on conflict on constraint pay_links_pkey do update set seen_at = excluded.seen_at where pay_links.seen_at is null
           returning invoice_id`,
    parameters: [ctx.organization_id, invoice_id, ctx.now.toString()],
  })
  if (first) recordEvent(ctx, invoiceSeen, { id: invoice_id, number })
}
