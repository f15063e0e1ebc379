import type { Context, InTransaction } from '#platform/context.ts'
import { Problem } from '#platform/errors.ts'
import { chargeInterest } from './charge-interest.ts'
import { getInterestSettings, type Place, proposalsUntil, todayOf } from './queries.ts'

type Due = { until: string; invoice_ids: string[]; next: Place | undefined }

/** Invoices whose interest until the end of last month is to be charged by itself, and from where on to look for more. */
async function listDueInterest(ctx: Context, after: Place | undefined, limit: number | undefined): Promise<Due> {
  const { is_enabled, is_automatic } = await getInterestSettings(ctx)
  const until = Temporal.PlainDate.from(await todayOf(ctx))
    .with({ day: 1 })
    .subtract({ days: 1 })
    .toString()
  if (!is_enabled || !is_automatic) return { until, invoice_ids: [], next: undefined }
  const { proposals, next } = await proposalsUntil(ctx, until, after, limit)
  return { until, invoice_ids: proposals.filter(({ held_by }) => !held_by).map(({ invoice_id }) => invoice_id), next }
}

/** Each in a transaction of its own. It may run twice and beside itself: of each invoice the second finds nothing left. */
export async function chargeDueInterest(inTransaction: InTransaction, limit?: number): Promise<void> {
  for (let after: Place | undefined, isMore = true; isMore;) {
    const from = after
    const { until, invoice_ids, next } = await inTransaction((ctx) => listDueInterest(ctx, from, limit))
    for (const id of invoice_ids)
      await inTransaction((ctx) => chargeInterest(ctx, id, until)).catch((error: unknown) => {
        // Paid, disputed, decided, or not to be invoiced: somebody sees why where it is proposed.
        if (!(error instanceof Problem)) throw error
      })
    after = next
    isMore = next !== undefined
  }
}
