import { findWaitingMail } from '#modules/customer-mails/queries.ts'
import { queueCustomerMail } from '#modules/customer-mails/queue-customer-mail.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import { computeLines, withoutDays } from '#modules/invoices/compute-lines.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { searchText } from './create-quotation.ts'
import { quotationLetter } from './emails.ts'
import { quotationSent } from './events.ts'
import { type Found, getQuotation, lockQuotation } from './queries.ts'
import type { QuotationTokens } from './quotation-tokens.ts'
import { asTyped } from './revise-quotation.ts'
import { lastDay, notOpen, seriesOf } from './rules.ts'
import type { QuotationSending } from './schemas.ts'
import { withdrawQuotation } from './withdraw-quotation.ts'

export type SendParts = { tokens: QuotationTokens; public_url: string }

/**
 * Gives a draft its number, freezes it and mails the link to its page; one that is open is mailed again, unless a mail
 * is still on its way to the same address. What it revises is withdrawn at the same moment, so that never two can be
 * accepted.
 */
export async function sendQuotation(
  ctx: Context,
  { tokens, public_url }: SendParts,
  id: string,
  { to }: QuotationSending,
): Promise<Found> {
  const before = await lockQuotation(ctx, id)
  if (before.status !== 'draft' && before.status !== 'sent') throw notOpen(before.status)
  const recipient = to === undefined ? before.buyer.email : to
  if (recipient === null && to === undefined)
    throw invalid('quotations.no_recipient', `Add the e-mail address of ${before.recipient_name}, or name one.`, [
      { pointer: '/to', code: 'required', detail: 'A mail needs an address. Null: no mail.' },
    ])
  if (recipient && (await findWaitingMail(ctx, id, recipient))) return before
  if (before.status === 'draft') await freeze(ctx, before)
  ctx.db.send({
    text: `update quotations set sent_to = coalesce($3, sent_to), version = version + 1, updated_at = $4
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, recipient, ctx.now.toString()],
  })
  const quotation = await getQuotation(ctx, id)
  if (recipient) {
    const url = `${public_url}/quotation/${tokens.tokenOf({ organization_id: ctx.organization_id, quotation_id: id })}`
    queueCustomerMail(ctx, {
      customer_id: quotation.customer_id,
      kind: 'quotation',
      source_id: id,
      letter: quotationLetter(quotation, recipient, url),
      reply_to: (await getOrganization(ctx)).billing_email,
      papers: [{ kind: 'quotation', id }],
    })
  }
  recordEvent(ctx, quotationSent, quotation)
  return quotation
}

async function freeze(ctx: Context, before: Found): Promise<void> {
  const { id, customer_id, missing, seller, buyer, reference, today, valid_until } = before
  if (missing.length)
    throw invalid('quotations.incomplete', 'The quotation cannot be sent yet; `errors` lists what is missing.', missing)
  const { lines, gst_breakdown, subtotal_cents, gst_amount_cents } = await computeLines(
    ctx,
    customer_id,
    before.lines.map(asTyped),
  )
  await ctx.db.one(
    numbered(ctx, id, seriesOf(today), searchText(before.recipient_name, reference), {
      issue_date: today,
      valid_until: lastDay(today, valid_until),
      seller,
      buyer,
      lines: withoutDays(lines),
      gst_breakdown,
      subtotal_cents,
      gst_amount_cents,
    }),
  )
  if (before.replaces_quotation_id) {
    const { status } = await getQuotation(ctx, before.replaces_quotation_id)
    if (status === 'sent') await withdrawQuotation(ctx, before.replaces_quotation_id)
  }
}

/**
 * One statement: the counter's row, which is the lock of the series, is taken as late as can be. Once the seal is written
 * the database lets nobody change what was sent.
 */
function numbered(
  ctx: Context,
  id: string,
  series: string,
  search_text: string,
  frozen: Pick<Found, 'seller' | 'buyer' | 'lines' | 'gst_breakdown' | 'subtotal_cents' | 'gst_amount_cents'> & {
    issue_date: string
    valid_until: string
  },
): TextQuery<{ id: string }> {
  const { seller, buyer, lines, gst_breakdown, subtotal_cents, gst_amount_cents, issue_date, valid_until } = frozen
  const user_id = ctx.actor?.kind === 'user' ? ctx.actor.id : null
  return {
    text: `
      with numbered as (
        insert into number_series (organization_id, series, last_number) values ($1, $3, 1)
        on conflict (organization_id, series) do update set last_number = number_series.last_number + 1
        returning series || '-' || lpad(last_number::text, greatest(5, length(last_number::text)), '0') as number
      ), sent as (
        update quotations q set number = n.number, status = 'sent', sent_at = $4, issue_date = $5, valid_until = $6, seller = $7,
          buyer = $8, lines = $9, gst_breakdown = $10, subtotal_cents = $11, gst_amount_cents = $12,
          search_text = lower(n.number) || ' ' || $13, sent_by_user_id = $14
        from numbered n where q.organization_id = $1 and q.id = $2 returning q.id, q.seal
      )
      insert into quotation_seals (organization_id, quotation_id, seal)
      select $1, id, seal from sent returning quotation_id as id`,
    parameters: [
      ...[ctx.organization_id, id, series, ctx.now.toString(), issue_date, valid_until, seller, buyer],
      ...[JSON.stringify(lines), JSON.stringify(gst_breakdown), subtotal_cents, gst_amount_cents, search_text, user_id],
    ],
  }
}
