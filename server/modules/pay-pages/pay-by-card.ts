import { notConfigured } from '#modules/stripe/account.ts'
import { isCardOffered } from '#modules/stripe/connection-queries.ts'
import { problemOf } from '#modules/stripe/ask-stripe.ts'
import { syncPayment } from '#modules/stripe/sync-payment.ts'
import type { Transact } from '#modules/stripe/open-payment.ts'
import { type PayDoor, startCheckout } from '#modules/stripe/start-checkout.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import type { Opened } from './open-pay-link.ts'
import type { CardPage } from './schemas.ts'

/** Runs a piece of work behind the pay link, and commits it. */
type Behind = <T>(work: (opened: Opened) => Promise<T>) => Promise<T>

/** Where the customer pays by card; who asks twice gets the same page, which leads back to this one. */
export async function payByCard(door: PayDoor, behind: Behind, token: string): Promise<CardPage> {
  const invoice_id = await behind(async ({ ctx, invoice_id: id }) => {
    if (!(await isCardOffered(ctx))) throw notConfigured()
    return id
  })
  const transact: Transact = (work) => behind(({ ctx }) => work(ctx))
  const { url, status } = await startCheckout(door, transact, invoice_id, { return_path: `/pay/${token}` })
  if (!url)
    throw conflict('stripe.payment_under_way', `This is being paid already: the payment is ${status}. Wait a moment.`)
  return { url }
}

/** Asks Stripe how the payment stands: whoever comes back from it should not wait for an event that is late or lost. */
export async function checkCard(door: PayDoor, behind: Behind): Promise<void> {
  const open = await behind(async ({ ctx, invoice_id }) => {
    const query: TextQuery<{ id: string }> = {
      text: `select id from online_payments
             where organization_id = $1 and invoice_id = $2 and kind = 'checkout' and status in ('open', 'processing')
             order by id desc limit 1`,
      parameters: [ctx.organization_id, invoice_id],
    }
    const row = await ctx.db.find(query)
    return row && { organization_id: ctx.organization_id, online_payment_id: row.id }
  })
  if (!open) return
  try {
    await syncPayment(door, open)
  } catch (error) {
    throw problemOf(error)
  }
}
