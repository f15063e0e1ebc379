import { queueCustomerMail } from '#modules/customer-mails/queue-customer-mail.ts'
import type { CustomerMail } from '#modules/customer-mails/schemas.ts'
import { getCustomer } from '#modules/customers/queries.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import type { Context } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { portalLinkLetter, tokenPlace } from './emails.ts'
import { portalLinkSent } from './events.ts'
import { getPortalSettings, urlOf } from './queries.ts'

/** Mails a customer a link to their portal. It goes to the address on record and nowhere else. */
export async function sendPortalLink(ctx: Context, public_url: string, customer_id: string): Promise<CustomerMail> {
  const { name, email, archived_at } = await getCustomer(ctx, customer_id)
  const { is_enabled } = await getPortalSettings(ctx)
  if (!is_enabled) throw conflict('portal.off', 'The customer portal is off. Switch it on in the settings first.')
  if (archived_at) throw conflict('portal.archived', `${name} is archived. Restore the customer first.`)
  if (!email)
    throw invalid('portal.invalid', `Add the e-mail address of ${name}.`, [
      { pointer: '/email', code: 'required', detail: 'A link needs an address.' },
    ])
  return queueLink(ctx, public_url, { id: customer_id, name, email }, false)
}

/** As asked for by whoever typed an address, or as sent by the seller. */
export async function queueLink(
  ctx: Context,
  public_url: string,
  { id, name, email }: { id: string; name: string; email: string },
  is_requested: boolean,
): Promise<CustomerMail> {
  const seller = await getOrganization(ctx)
  // Behind #, so that it reaches no server, and so no log, before somebody clicks.
  const url = `${urlOf(public_url, seller.slug)}/enter#${tokenPlace}`
  const mail = queueCustomerMail(ctx, {
    customer_id: id,
    kind: 'portal_link',
    // Of a requested one nobody knows yet whom it is for, where several customers share the address.
    source_id: is_requested ? ctx.organization_id : id,
    letter: portalLinkLetter(seller, email, is_requested, url),
    reply_to: seller.billing_email,
    papers: [],
  })
  recordEvent(ctx, portalLinkSent, { id, name, recipient: email, is_requested })
  return mail
}
