import { getCustomer } from '#modules/customers/queries.ts'
import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { interestTermsUpdated } from './events.ts'
import { getInterestTerms } from './queries.ts'
import type { InterestTerms, InterestTermsChanges } from './schemas.ts'

/** What was agreed with one customer, where it differs. */
export async function updateInterestTerms(
  ctx: Context,
  customer_id: string,
  changes: InterestTermsChanges,
): Promise<InterestTerms> {
  const before = await getInterestTerms(ctx, customer_id)
  const terms = { ...before, ...changes }
  const row = { ...terms, updated_at: ctx.now.toString() }
  ctx.db.send(
    db
      .insertInto('interest_terms')
      .values({ organization_id: ctx.organization_id, ...row })
      .onConflict((taken) => taken.columns(['organization_id', 'customer_id']).doUpdateSet(row)),
  )
  const { name } = await getCustomer(ctx, customer_id)
  recordEvent(ctx, interestTermsUpdated, { id: customer_id, name, ...terms }, changesBetween(before, terms))
  return terms
}
