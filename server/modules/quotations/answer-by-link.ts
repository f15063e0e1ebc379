import { getOrganization } from '#modules/organizations/queries.ts'
import { queueMail } from '#platform/mail.ts'
import { acceptQuotation } from './accept-quotation.ts'
import { declineQuotation } from './decline-quotation.ts'
import { answerLetter } from './emails.ts'
import type { OpenedQuotation } from './open-quotation-link.ts'
import type { Found } from './queries.ts'
import type { QuotationAcceptance, QuotationRefusal } from './schemas.ts'
import { seeQuotation } from './see-quotation.ts'

/** The answer of who has the link, and a mail about it to the seller. The same answer twice is the same answer, and who answers has seen it. */
export async function acceptByLink(
  opened: OpenedQuotation,
  input: QuotationAcceptance,
  public_url: string,
): Promise<void> {
  if (opened.quotation.status === 'accepted') return
  await seeQuotation(opened)
  await tellSeller(opened, await acceptQuotation(opened.ctx, opened.quotation.id, input), public_url)
}

export async function declineByLink(
  opened: OpenedQuotation,
  input: QuotationRefusal,
  public_url: string,
): Promise<void> {
  if (opened.quotation.status === 'declined') return
  await seeQuotation(opened)
  await tellSeller(opened, await declineQuotation(opened.ctx, opened.quotation.id, input), public_url)
}

/** To who sent it, where they are still a member; else to the address of the organisation. */
async function tellSeller({ ctx }: OpenedQuotation, quotation: Found, public_url: string): Promise<void> {
  const { slug, billing_email } = await getOrganization(ctx)
  const sender = await ctx.db.find<{ email: string }>({
    text: `select u.email from quotations q
           join memberships m on m.organization_id = q.organization_id and m.user_id = q.sent_by_user_id
           join users u on u.id = m.user_id and u.disabled_at is null
           where q.organization_id = $1 and q.id = $2`,
    parameters: [ctx.organization_id, quotation.id],
  })
  const url = `${public_url}/app/${slug}/leads/quotations/${quotation.id}`
  queueMail(ctx, answerLetter(quotation, sender?.email ?? billing_email, url))
}
