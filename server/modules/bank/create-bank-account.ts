import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict, onConstraint } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { bankAccountCreated } from './events.ts'
import { getBankAccount } from './queries.ts'
import type { BankAccount, NewBankAccount } from './schemas.ts'

export async function createBankAccount(ctx: Context, input: NewBankAccount): Promise<BankAccount> {
  const insert: TextQuery<{ id: string }> = {
    text: `insert into bank_accounts (organization_id, id, name, bank, account_number, currency, created_at, updated_at)
           values ($1, $2, $3, $4, $5, 'SGD', $6, $6) returning id`,
    parameters: [
      ctx.organization_id,
      newId(),
      input.name,
      input.bank ?? null,
      input.account_number ?? null,
      ctx.now.toString(),
    ],
  }
  const { id } = await ctx.db.one(insert).catch(onConstraint('bank_accounts_name_taken', nameTaken))
  const account = await getBankAccount(ctx, id)
  recordEvent(ctx, bankAccountCreated, account)
  return account
}

export const nameTaken = () =>
  conflict('bank.name_taken', 'Another bank account has this name already. Choose another one.')
