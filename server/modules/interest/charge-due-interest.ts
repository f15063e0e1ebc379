import type { Context } from '#platform/context.ts'
import { Problem } from '#platform/errors.ts'
import { chargeInterest } from './charge-interest.ts'
import { getInterestSettings, proposalsUntil, todayOf } from './queries.ts'

/** Invoices whose interest until the end of last month is to be charged by itself. */
export async function listDueInterest(ctx: Context): Promise<{ until: string; invoice_ids: string[] }> {
  const { is_enabled, is_automatic } = await getInterestSettings(ctx)
  const until = Temporal.PlainDate.from(await todayOf(ctx))
    .with({ day: 1 })
    .subtract({ days: 1 })
    .toString()
  if (!is_enabled || !is_automatic) return { until, invoice_ids: [] }
  const proposals = await proposalsUntil(ctx, until)
  return { until, invoice_ids: proposals.filter(({ held_by }) => !held_by).map(({ invoice_id }) => invoice_id) }
}

type InTransaction = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>

/** Each in a transaction of its own. It may run twice and beside itself: of each invoice the second finds nothing left. */
export async function chargeDueInterest(inTransaction: InTransaction): Promise<void> {
  const { until, invoice_ids } = await inTransaction(listDueInterest)
  for (const id of invoice_ids)
    await inTransaction((ctx) => chargeInterest(ctx, id, until)).catch((error: unknown) => {
      // Paid, disputed, decided, or not to be invoiced: somebody sees why where it is proposed.
      if (!(error instanceof Problem)) throw error
    })
}
