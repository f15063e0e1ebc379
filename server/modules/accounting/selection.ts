import type { MoneyAccount } from '#modules/journal/schemas.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import type { Static } from 'typebox'
import type { AccountingExport, ExportSelection } from './schemas.ts'

export type Chosen = Pick<AccountingExport, 'system' | 'content' | 'from_date' | 'to_date'> & {
  organization_id: string
  account: Static<typeof MoneyAccount> | null
}

/** What a request asks for, with what it left out. */
export async function chosenBy(ctx: Context, asked: ExportSelection): Promise<Chosen> {
  const { system = 'xero', content = 'invoices', account, from, to } = asked
  const to_date = to ?? dayIn((await getOrganization(ctx)).timezone, ctx.now)
  if (from && from > to_date)
    throw invalid('accounting.invalid', 'The first day is after the last.', [
      { pointer: '?from', code: 'too_late', detail: 'Choose a day that is not after the last one.' },
    ])
  const hasAccount = system === 'xero' && content === 'payments'
  return {
    organization_id: ctx.organization_id,
    system,
    content,
    account: hasAccount ? (account ?? 'bank') : null,
    from_date: from ?? null,
    to_date,
  }
}
