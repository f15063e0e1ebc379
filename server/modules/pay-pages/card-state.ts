import type { Invoice } from '#modules/invoices/schemas.ts'
import { isCardOffered } from '#modules/stripe/connection-queries.ts'
import { leastCents } from '#modules/stripe/rules.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { payState } from './rules.ts'
import type { PayPage } from './schemas.ts'

type Last = { status: string; failure_code: string | null }

/** How paying by card stands for whoever has the link. Why a bank declined is told in general: that is for its customer to ask. */
export async function cardState(ctx: Context, invoice: Invoice): Promise<PayPage['card']> {
  if (payState(invoice) !== 'open' || invoice.amount_due_cents < leastCents || !(await isCardOffered(ctx))) return null
  const query: TextQuery<Last> = {
    text: `select status, failure_code from online_payments
           where organization_id = $1 and invoice_id = $2 and kind <> 'paynow'
             and (kind = 'checkout' or status = 'processing')
           order by id desc limit 1`,
    parameters: [ctx.organization_id, invoice.id],
  }
  const last = await ctx.db.find(query)
  if (last?.status === 'processing') return { status: 'processing', failure: null }
  if (!last?.failure_code) return { status: 'ready', failure: null }
  return { status: 'failed', failure: sentences[last.failure_code] ?? 'Your bank declined the card.' }
}

const sentences: Record<string, string> = {
  insufficient_funds: 'There is not enough money on the card.',
  expired_card: 'The card has expired.',
  incorrect_cvc: 'The security code was wrong.',
  incorrect_number: 'The number of the card was wrong.',
  authentication_required: 'Your bank wanted to hear from you first.',
  processing_error: 'Something went wrong on the way to your bank.',
}
