import type { Context } from '#platform/context.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { conflict, notFound, onConstraint } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { proposalFor } from './queries.ts'
import type { InterestCharge, InterestProposal } from './schemas.ts'

/** Holds the invoice, so that of two who decide over the same days the second finds them decided. */
export async function holdProposal(ctx: Context, invoice_id: string, until: string): Promise<InterestProposal> {
  const hold: TextQuery<{ number: string }> = {
    text: 'select number from invoices where organization_id = $1 and id = $2 for update',
    parameters: [ctx.organization_id, invoice_id],
  }
  const { number } = await ctx.db.one(hold, () => notFound('invoice'))
  const proposal = await proposalFor(ctx, invoice_id, until)
  if (!proposal) throw conflict('interest.nothing', `No interest has grown on ${number} that was not decided already.`)
  return proposal
}

type Decision = Pick<InterestCharge, 'debit_note_id' | 'debit_note_number' | 'reason'>

/** Writes down that these days are decided. The key of invoice and first day lets it happen once. */
export async function recordDecision(
  ctx: Context,
  proposal: InterestProposal,
  decision: Decision,
): Promise<InterestCharge> {
  const { invoice_id, customer_id, from_date, to_date, rate_bp, amount_cents, segments } = proposal
  const { debit_note_number, ...decided } = decision
  const row = {
    id: newId(),
    invoice_id,
    ...{ from_date, to_date, rate_bp, amount_cents },
    ...decided,
    decided_by: ctx.actor.name,
    cancelled_at: null,
    created_at: ctx.now.toString(),
  }
  await ctx.db
    .all(
      db.insertInto('interest_charges').values({
        organization_id: ctx.organization_id,
        customer_id,
        ...row,
        segments: JSON.stringify(segments),
      }),
    )
    .catch(
      onConstraint('interest_charges_once', () =>
        conflict('interest.nothing', 'Somebody else has just decided over this interest.'),
      ),
    )
  return { ...row, segments, debit_note_number }
}
