import { recordEvent } from '#modules/events/record-event.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { bankTransactionHeld } from './events.ts'
import { setStanding } from './set-standing.ts'
import { getBankTransaction } from './transaction-queries.ts'
import type { BankTransaction, HoldTransaction } from './transaction-schemas.ts'

/** Puts money aside until a day, as when somebody was asked what it is for. */
export async function holdTransaction(
  ctx: Context,
  id: string,
  { held_until, note = null }: HoldTransaction,
): Promise<BankTransaction> {
  if (held_until <= dayIn((await getOrganization(ctx)).timezone, ctx.now))
    throw invalid('bank.invalid', 'It cannot be held until then.', [
      { pointer: '/held_until', code: 'too_early', detail: 'Use a day after today.' },
    ])
  recordEvent(ctx, bankTransactionHeld, await setStanding(ctx, id, { status: 'on_hold', held_until, note }))
  return getBankTransaction(ctx, id)
}
