import { recordEvent } from '#modules/events/record-event.ts'
import { quotationSeen } from './events.ts'
import type { OpenedQuotation } from './open-quotation-link.ts'
import type { QuotationAddress } from './quotation-tokens.ts'

/** A look of the team itself says nothing of the recipient; whether it is theirs is asked before the link is opened. */
export async function seeByLink(
  address: QuotationAddress | undefined,
  isFromTeam: (organization_id: string) => Promise<boolean>,
  behind: (work: (opened: OpenedQuotation) => Promise<void>) => Promise<void>,
): Promise<void> {
  if (address && (await isFromTeam(address.organization_id))) return
  await behind(seeQuotation)
}

/** The first opening is told, once, however many open the page at the same time; of those after it the last is kept. */
export async function seeQuotation({ ctx, quotation }: OpenedQuotation): Promise<void> {
  const { id, number } = quotation
  const parameters = [ctx.organization_id, id, ctx.now.toString()]
  const first = await ctx.db.find({
    text: `update quotations set seen_at = $3, last_seen_at = $3
           where organization_id = $1 and id = $2 and seen_at is null returning id`,
    parameters,
  })
  if (first) recordEvent(ctx, quotationSeen, { id, number: number! })
  else
    ctx.db.send({
      text: 'update quotations set last_seen_at = $3 where organization_id = $1 and id = $2',
      parameters,
    })
}
