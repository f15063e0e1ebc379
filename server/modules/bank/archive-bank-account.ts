import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { bankAccountArchived } from './events.ts'
import { getBankAccount } from './queries.ts'
import type { BankAccount } from './schemas.ts'

/** Takes a closed account out of the lists; its lines stay, and can still be matched. Archiving twice changes nothing. */
export async function archiveBankAccount(ctx: Context, id: string): Promise<BankAccount> {
  const archived = await ctx.db.find({
    text: `update bank_accounts set archived_at = $3, version = version + 1, updated_at = $3
           where organization_id = $1 and id = $2 and archived_at is null returning id`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
  const account = await getBankAccount(ctx, id)
  if (archived) recordEvent(ctx, bankAccountArchived, account)
  return account
}
