import { PAYNOW_MAX_CENTS, paynowPayload } from './paynow-payload.ts'
import type { Invoice } from './schemas.ts'

export type PayNowCode = { payload: string; uen: string; reference: string; amount_cents: number; expiry_date: string }

/**
 * What pays an invoice, on paper and on its page alike; undefined where there is nothing to pay or no UEN to pay to.
 * It outlives the due date by a year: those who pay late should find it working.
 */
export function paynowCode({ seller, number, due_date, ...invoice }: Invoice): PayNowCode | undefined {
  const { status, currency, amount_due_cents } = invoice
  const payable =
    status !== 'void' && currency === 'SGD' && amount_due_cents > 0 && amount_due_cents <= PAYNOW_MAX_CENTS
  if (!payable || !seller.uen || !/^[\x20-\x7e]{1,25}$/.test(number)) return undefined
  const code = {
    uen: seller.uen,
    amount_cents: amount_due_cents,
    reference: number,
    expiry_date: Temporal.PlainDate.from(due_date).add({ years: 1 }).toString(),
  }
  return { ...code, payload: paynowPayload({ ...code, merchant_name: seller.name }) }
}
