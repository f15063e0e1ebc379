import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { interestWaived } from './events.ts'
import { todayOf } from './queries.ts'
import type { InterestCharge, InterestWaiver } from './schemas.ts'
import { holdProposal, recordDecision } from './take-interest.ts'

/** Lets a customer off the interest that has grown until today; what grows from tomorrow on is another matter. */
export async function waiveInterest(
  ctx: Context,
  invoice_id: string,
  { reason }: InterestWaiver,
): Promise<InterestCharge> {
  const proposal = await holdProposal(ctx, invoice_id, await todayOf(ctx))
  const charge = await recordDecision(ctx, proposal, { debit_note_id: null, debit_note_number: null, reason })
  const { invoice_number: number, customer_id, customer_name } = proposal
  recordEvent(ctx, interestWaived, { ...charge, number, customer_id, customer_name })
  return charge
}
