import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { Incoming } from './explain-transaction.ts'
import type { NumberedInvoice } from './invoice-index.ts'
import type { MatchInput } from './match-transactions.ts'
import { isOpen, isOver } from './open-money.ts'
import type { KnownPayer } from './payer-index.ts'

export type OpenMoney = Incoming & { may_match: boolean }

export type Place = { date: string; id: string }
export const beginning: Place = { date: '0001-01-01', id: '00000000-0000-0000-0000-000000000000' }

const waiting = `select t.id, t.transaction_date, t.amount_cents, t.description, t.reference, t.payer_name, t.payer_account,
    t.warning is not null as is_doubtful, t.undone_at is null as may_match
  from bank_transactions t where t.organization_id = $1 and t.amount_cents > 0`

/** Money that waits, the oldest first, from behind a place on. Apart, for only what is open has an index in this order. */
export function openMoney(ctx: Context, after: Place, limit: number): Promise<OpenMoney[]> {
  const some = (condition: string) => `(
    ${waiting} and ${condition} and (t.transaction_date, t.id) > ($3::date, $4::uuid)
    order by t.transaction_date, t.id limit ${limit})`
  const query: TextQuery<OpenMoney> = {
    text: `${some("t.status = 'open'")} union all ${some(isOver)} order by transaction_date, id limit ${limit}`,
    parameters: [ctx.organization_id, ctx.now.toString(), after.date, after.id],
  }
  return ctx.db.all(query)
}

/** One line, where it waits. */
export function openMoneyOf(ctx: Context, id: string): Promise<OpenMoney[]> {
  const query: TextQuery<OpenMoney> = {
    text: `${waiting} and ${isOpen} and t.id = $3`,
    parameters: [ctx.organization_id, ctx.now.toString(), id],
  }
  return ctx.db.all(query)
}

/** What the matcher compares money with: what is due, what was lately, who pays how, and what came just before. */
export async function matchingInput(ctx: Context, transactions: OpenMoney[]): Promise<MatchInput> {
  const [invoices, payers, recent] = await ctx.db.batch(
    numberedInvoices(ctx),
    knownPayers(ctx),
    recentMoney(ctx, transactions),
  )
  return { transactions, invoices, payers, recent }
}

/** All that is open, and of the rest what somebody may still name: two years back. */
function numberedInvoices(ctx: Context): TextQuery<NumberedInvoice> {
  return {
    text: `select id, number, customer_id, case when status = 'open' then amount_due_cents else 0 end as amount_due_cents, issue_date
           from invoices
           where organization_id = $1 and (status = 'open' or issue_date > ($2::timestamptz)::date - 730)
           order by issue_date, id`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
}

/**
 * Names and accounts that paid for one customer and no other. A name counts when a person said so, or more than one
 * payment came under it, for banks put words of their own in its place.
 */
function knownPayers(ctx: Context): TextQuery<KnownPayer> {
  return {
    text: `
      with paid as (
        select p.customer_id, t.payer_name, t.payer_account, t.is_automatic
        from bank_transactions t
        join payments p on p.organization_id = t.organization_id and p.id = t.payment_id
        where t.organization_id = $1 and t.status = 'matched'
      ), names as (
        select min(customer_id::text)::uuid as customer_id, payer_name from paid where payer_name is not null group by payer_name
        having count(distinct customer_id) = 1 and (count(*) > 1 or not bool_and(is_automatic))
      ), accounts as (
        select min(customer_id::text)::uuid as customer_id, payer_account from paid where payer_account is not null
        group by payer_account having count(distinct customer_id) = 1
      )
      select c.id as customer_id, c.name, c.uen,
        coalesce((select json_agg(n.payer_name order by n.payer_name) from names n where n.customer_id = c.id), '[]') as payer_names,
        coalesce((select json_agg(a.payer_account order by a.payer_account) from accounts a where a.customer_id = c.id), '[]')
          as payer_accounts
      from customers c where c.organization_id = $1`,
    parameters: [ctx.organization_id],
  }
}

type Recent = NonNullable<MatchInput['recent']>[number]

/** What was matched in the days around, to notice what is sent twice. */
function recentMoney(ctx: Context, transactions: OpenMoney[]): TextQuery<Recent> {
  const days = transactions.map(({ transaction_date }) => transaction_date).toSorted()
  return {
    text: `select transaction_date, amount_cents, description, reference, payer_name, payer_account, false as is_doubtful
           from bank_transactions
           where organization_id = $1 and status = 'matched' and transaction_date between $2::date - 5 and $3::date + 5
           order by transaction_date limit 10000`,
    parameters: [ctx.organization_id, days[0] ?? '2000-01-01', days.at(-1) ?? '2000-01-01'],
  }
}
