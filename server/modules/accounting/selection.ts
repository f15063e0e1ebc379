import type { MoneyAccount } from '#modules/journal/schemas.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import type { Static } from 'typebox'
import type { AccountingExport, ExportSelection } from './schemas.ts'

export type Chosen = Pick<AccountingExport, 'system' | 'content' | 'from_date' | 'to_date' | 'is_new'> & {
  organization_id: string
  account: Static<typeof MoneyAccount> | null
  /** The file that is taken; null while somebody only looks. */
  export_id: string | null
  /** What was recorded later is in a later file. */
  taken_at: string
}

/** Before all that anybody has recorded; PostgreSQL and JavaScript both know it. */
export const beginning = '1900-01-01'

/** $1 to $9 of every statement about a file. */
export const parametersOf = (chosen: Chosen): unknown[] => [
  chosen.organization_id,
  chosen.from_date ?? beginning,
  chosen.to_date,
  chosen.account,
  chosen.system,
  chosen.content,
  chosen.is_new,
  chosen.taken_at,
  chosen.export_id,
]

/** Was there, and in the days of an earlier file of the same kind, when that was taken. */
export const isHeld = (day: string, made: string): string => `exists (
  select from accounting_exports e where e.organization_id = $1 and e.account is not distinct from $4::text
    and e.system = $5::text and e.content = $6::text and ${day} between coalesce(e.from_date, '${beginning}') and e.to_date
    and e.created_at >= ${made} and ($9::uuid is null or e.id < $9::uuid))`

/** In the days that are wanted, there when the file was taken, and, where only that is wanted, in none before. */
export const isWanted = (day: string, made: string): string =>
  `${day} between $2::date and $3::date and ${made} <= $8::timestamptz and not ($7::boolean and ${isHeld(day, made)})`

/** What a request asks for, with what it left out. */
export async function chosenBy(ctx: Context, asked: ExportSelection): Promise<Chosen> {
  const { system = 'xero', content = 'invoices', account, from, to, is_new } = asked
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
    is_new: is_new !== undefined,
    export_id: null,
    taken_at: ctx.now.toString(),
  }
}
