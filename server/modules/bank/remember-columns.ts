import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { invalid, type ProblemField } from '#platform/errors.ts'
import { bankColumnsRemembered } from './events.ts'
import { getBankAccount } from './queries.ts'
import type { BankAccount, ColumnsToRemember } from './schemas.ts'

/** Which column means what, for every file of this account with the same heads. */
export async function rememberColumns(
  ctx: Context,
  account_id: string,
  input: ColumnsToRemember,
): Promise<BankAccount> {
  const account = await getBankAccount(ctx, account_id)
  const mistakes = checkColumns(input.mapping)
  if (mistakes.length) throw invalid('bank.invalid', 'The columns cannot be read like this.', mistakes)
  ctx.db.send({
    text: `insert into bank_column_mappings (organization_id, bank_account_id, header_fingerprint, mapping, updated_at)
           values ($1, $2, $3, $4, $5)
           on conflict (organization_id, bank_account_id, header_fingerprint)
           do update set mapping = excluded.mapping, updated_at = excluded.updated_at`,
    parameters: [ctx.organization_id, account.id, input.header_fingerprint, input.mapping, ctx.now.toString()],
  })
  recordEvent(ctx, bankColumnsRemembered, { id: account.id, ...input })
  return account
}

function checkColumns({ amount, credit, debit }: ColumnsToRemember['mapping']): ProblemField[] {
  const has_pair = credit !== null && debit !== null
  if ((amount !== null && !credit && !debit) || (amount === null && has_pair)) return []
  return [
    {
      pointer: '/mapping/amount',
      code: 'required',
      detail: 'Choose one column with a sign, or one for money in and one for money out.',
    },
  ]
}
