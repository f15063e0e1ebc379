import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { bankAccountRestored } from './events.ts'
import { getBankAccount } from './queries.ts'
import type { BankAccount } from './schemas.ts'

/** Puts an archived account back into the lists. Restoring twice changes nothing. */
export async function restoreBankAccount(ctx: Context, id: string): Promise<BankAccount> {
  const restored = await ctx.db.find({
    text: `update bank_accounts set archived_at = null, version = version + 1, updated_at = $3
           where organization_id = $1 and id = $2 and archived_at is not null returning id`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
  const account = await getBankAccount(ctx, id)
  if (restored) recordEvent(ctx, bankAccountRestored, account)
  return account
}
