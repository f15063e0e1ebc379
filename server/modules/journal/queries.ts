import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import {
  type Account,
  accounts,
  type JournalEntry,
  type JournalPage,
  type JournalQuery,
  type TrialBalance,
  type TrialBalanceQuery,
} from './schemas.ts'

type Sums = { as_of_date: string; account: Account; debit_cents: number; credit_cents: number }

/** What every account comes to. Debits equal credits, for each row is both. */
export async function getTrialBalance(ctx: Context, { as_of_date }: TrialBalanceQuery): Promise<TrialBalance> {
  const query: TextQuery<Sums> = {
    text: `
      with t as (
        select coalesce($3::date, ($2::timestamptz at time zone timezone)::date) as day from organizations
        where organization_id = $1
      ), sums as (
        select debit_account, credit_account, sum(amount_cents) as cents from journal_entries
        where organization_id = $1 and entry_date <= (select day from t) group by debit_account, credit_account
      )
      select (select day from t) as as_of_date, a.account,
        coalesce(sum(s.cents) filter (where s.debit_account = a.account), 0)::bigint as debit_cents,
        coalesce(sum(s.cents) filter (where s.credit_account = a.account), 0)::bigint as credit_cents
      from unnest($4::text[]) with ordinality as a (account, position)
      left join sums s on a.account in (s.debit_account, s.credit_account)
      group by a.account, a.position order by a.position`,
    parameters: [ctx.organization_id, ctx.now.toString(), as_of_date ?? null, `{${accounts.join(',')}}`],
  }
  const rows = await ctx.db.all(query)
  const sum = (field: 'debit_cents' | 'credit_cents') => rows.reduce((total, row) => total + row[field], 0)
  return {
    as_of_date: rows[0]!.as_of_date,
    currency: 'SGD',
    accounts: rows.map(({ as_of_date: _, ...row }) => ({ ...row, balance_cents: row.debit_cents - row.credit_cents })),
    debit_cents: sum('debit_cents'),
    credit_cents: sum('credit_cents'),
  }
}

/** In the order of the books: by day, then by what made them. */
export async function listJournalEntries(ctx: Context, cursors: Cursors, query: JournalQuery): Promise<JournalPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('journal', query.cursor)
  const parameters: unknown[] = [ctx.organization_id]
  const conditions = ['organization_id = $1']
  const add = (condition: (placeholder: string) => string, value: unknown) => {
    if (value) conditions.push(condition(`$${parameters.push(value)}`))
  }
  add((p) => `entry_date >= ${p}::date`, query.from)
  add((p) => `entry_date <= ${p}::date`, query.to)
  add((p) => `${p}::text in (debit_account, credit_account)`, query.account)
  add((p) => `source_id = ${p}::uuid`, query.source_id)
  if (place) {
    const [entry_date, source, position] = String(place.key).split(' ')
    const [day, id] = [parameters.push(entry_date), parameters.push(place.id)]
    const [name, n] = [parameters.push(source), parameters.push(Number(position))]
    conditions.push(
      `(entry_date, source_id, source, position) > ($${day}::date, $${id}::uuid, $${name}::text, $${n}::int)`,
    )
  }
  const page: TextQuery<JournalEntry & { id: string }> = {
    text: `select entry_date, source, source_id, position, debit_account, credit_account, amount_cents, source_id as id
           from journal_entries where ${conditions.join(' and ')}
           order by entry_date, source_id, source, position limit ${limit + 1}`,
    parameters,
  }
  const { data, ...rest } = pageOf(
    cursors,
    'journal',
    await ctx.db.all(page),
    limit,
    (row) => `${row.entry_date} ${row.source} ${row.position}`,
  )
  return { ...rest, data: data.map(({ id: _, ...entry }) => entry) }
}
