import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { onConstraint, staleVersion } from '#platform/errors.ts'
import { nameTaken } from './create-bank-account.ts'
import { bankAccountUpdated } from './events.ts'
import { getBankAccount } from './queries.ts'
import type { BankAccount, BankAccountChanges } from './schemas.ts'

/** Changes what people call an account and how it is printed; what was imported stays. */
export async function updateBankAccount(
  ctx: Context,
  id: string,
  version: number,
  changes: BankAccountChanges,
): Promise<BankAccount> {
  const before = await getBankAccount(ctx, id)
  const { name, bank, account_number } = { ...before, ...changes }
  const updated = await ctx.db
    .find({
      text: `update bank_accounts set name = $4, bank = $5, account_number = $6, version = version + 1, updated_at = $7
             where organization_id = $1 and id = $2 and version = $3 returning id`,
      parameters: [ctx.organization_id, id, version, name, bank, account_number, ctx.now.toString()],
    })
    .catch(onConstraint('bank_accounts_name_taken', nameTaken))
  if (!updated) throw staleVersion('bank account')
  const account = await getBankAccount(ctx, id)
  recordEvent(ctx, bankAccountUpdated, account, changesBetween(before, account))
  return account
}
