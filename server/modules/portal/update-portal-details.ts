import { queueCustomerMail } from '#modules/customer-mails/queue-customer-mail.ts'
import { getCustomer } from '#modules/customers/queries.ts'
import { updateCustomer } from '#modules/customers/update-customer.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { invalid, Problem } from '#platform/errors.ts'
import { normalizeEmail } from '#platform/mail.ts'
import { emailChangedLetter } from './emails.ts'
import type { Visit } from './open-portal.ts'
import type { PortalDetails, PortalDetailsChanges } from './schemas.ts'
import { detailsOf } from './visit-queries.ts'

/** The customer corrects their details; the seller reads in the activity who changed what. */
export async function updatePortalDetails(
  visit: Visit,
  version: number,
  changes: PortalDetailsChanges,
): Promise<PortalDetails> {
  const { ctx, customer_id } = visit
  const before = await getCustomer(ctx, customer_id)
  const customer = await updateCustomer(ctx, customer_id, version, changes).catch(tellLess)
  if (changes.email && normalizeEmail(changes.email) !== normalizeEmail(before.email ?? ''))
    await moveTo(visit, before.email!, changes.email)
  return detailsOf(customer)
}

/**
 * Whoever changed the address stays in; other sessions came by the old one and are over, also when it comes back. Both
 * addresses hear of it.
 */
async function moveTo({ ctx, session_id, customer_id }: Visit, old: string, email: string): Promise<void> {
  const { organization_id } = ctx
  ctx.db.send({
    text: `update portal_sessions set email = lower(normalize($4, nfkc))
           where organization_id = $1 and customer_id = $2 and id = $3`,
    parameters: [organization_id, customer_id, session_id, email],
  })
  ctx.db.send({
    text: `update portal_sessions set ended_at = $4
           where organization_id = $1 and customer_id = $2 and id <> $3 and ended_at is null`,
    parameters: [organization_id, customer_id, session_id, ctx.now.toString()],
  })
  const seller = await getOrganization(ctx)
  for (const [to, is_to_old] of [
    [old, true],
    [email, false],
  ] as const)
    queueCustomerMail(ctx, {
      customer_id,
      kind: 'portal_notice',
      source_id: customer_id,
      letter: emailChangedLetter(seller, to, { customer_name: ctx.actor.name, email, is_to_old }),
      reply_to: seller.billing_email,
      papers: [],
    })
}

/** Who else buys from the seller is nobody's business: that another customer has the UEN is not said. */
function tellLess(error: unknown): never {
  if (error instanceof Problem && error.code === 'customers.uen_taken')
    throw invalid('portal.invalid', 'Some details are not right.', [
      { pointer: '/uen', code: 'not_accepted', detail: 'Ask the seller to enter this UEN.' },
    ])
  throw error
}
