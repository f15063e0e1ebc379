import { queueCustomerMail } from '#modules/customer-mails/queue-customer-mail.ts'
import { getCustomer } from '#modules/customers/queries.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { getPayLink, type LinkParts } from '#modules/pay-pages/queries.ts'
import type { CardSetup } from '#modules/stripe/card-schemas.ts'
import { claimTelling, getFailedTry } from '#modules/stripe/tell-of-failed-card.ts'
import { cardFailedLetter, cardLinkLetter } from '#modules/stripe/emails.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'

/** The customer hears of a card that failed once for each card, however often it is tried. */
export async function mailFailedCard(ctx: Context, links: LinkParts, online_payment_id: string): Promise<void> {
  const failed = await getFailedTry(ctx, online_payment_id)
  if (!failed) return
  const invoice = await getInvoice(ctx, failed.invoice_id)
  const { email, name } = await getCustomer(ctx, invoice.customer_id)
  if (invoice.status !== 'open' || !email || !(await claimTelling(ctx, invoice.id))) return
  const { timezone, billing_email } = await getOrganization(ctx)
  const { url } = await getPayLink(ctx, links, invoice.id)
  const { next_try_at, brand, last4 } = failed
  queueCustomerMail(ctx, {
    customer_id: invoice.customer_id,
    kind: 'card_failed',
    source_id: invoice.id,
    letter: cardFailedLetter({
      to: email,
      customer_name: name,
      seller_name: invoice.seller.name,
      number: invoice.number,
      amount_due_cents: invoice.amount_due_cents,
      card: `${brand[0]!.toUpperCase()}${brand.slice(1)} ending in ${last4}`,
      next_try_date: next_try_at && dayIn(timezone, Temporal.Instant.from(next_try_at)),
      pay_url: url,
    }),
    reply_to: billing_email,
    papers: [{ kind: 'invoice', id: invoice.id }],
  })
}

/** The link under which a customer leaves a card. */
export async function mailCardLink(ctx: Context, { customer_id, url, expires_at }: CardSetup): Promise<void> {
  const { email, name } = await getCustomer(ctx, customer_id)
  if (!email)
    throw invalid('stripe.no_recipient', `Add the e-mail address of ${name} first.`, [
      { pointer: '/is_mailed', code: 'required', detail: 'A mail needs an address.' },
    ])
  if (!url) return
  const { timezone, billing_email, name: seller_name } = await getOrganization(ctx)
  const until = Temporal.Instant.from(expires_at).toZonedDateTimeISO(timezone)
  const time = `${String(until.hour).padStart(2, '0')}:${String(until.minute).padStart(2, '0')}`
  queueCustomerMail(ctx, {
    customer_id,
    kind: 'card_link',
    source_id: customer_id,
    letter: cardLinkLetter({
      to: email,
      customer_name: name,
      seller_name,
      url,
      until: `${until.toPlainDate().toLocaleString('en-SG', { day: 'numeric', month: 'long' })}, ${time}`,
    }),
    reply_to: billing_email,
    papers: [],
  })
}
