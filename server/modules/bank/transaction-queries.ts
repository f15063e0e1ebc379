import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { ChangedTransaction } from './events.ts'
import { isOpen, isOver } from './open-money.ts'
import { readAmount } from '#platform/read-amount.ts'
import type {
  BankTotals,
  BankTotalsQuery,
  BankTransaction,
  BankTransactionPage,
  BankTransactionQuery,
} from './transaction-schemas.ts'

const own = `t.id, t.bank_account_id, t.bank_import_id, t.line, t.transaction_date, t.amount_cents, 'SGD' as currency, t.description,
  t.reference, t.payer_name, t.payer_account, t.balance_cents, t.warning,
  case when ${isOver} then 'open' else t.status end as status,
  case when ${isOver} then null else t.held_until end as held_until,
  t.note, t.payment_id, p.customer_id, c.name as customer_name,
  coalesce((select json_agg(json_build_object('invoice_id', a.invoice_id, 'invoice_number', i.number, 'amount_cents', a.amount_cents)
      order by i.number)
    from payment_allocations a join invoices i on i.organization_id = a.organization_id and i.id = a.invoice_id
    where a.organization_id = t.organization_id and a.payment_id = t.payment_id and a.removed_at is null), '[]') as allocations,
  t.doubts, t.is_automatic, t.match_score, t.match_reasons, t.matched_by, t.matched_at, t.undone_at`

/** Only those that could be taken now: nothing less is due than they would settle. */
const suggestions = `coalesce((
  select json_agg(json_build_object('id', s.id, 'customer_id', s.customer_id, 'customer_name', sc.name,
      'allocations', (
        select coalesce(json_agg(json_build_object('invoice_id', i.id, 'invoice_number', i.number, 'amount_cents', (g ->> 'amount_cents')::bigint)
          order by i.number), '[]')
        from jsonb_array_elements(s.allocations) g
        join invoices i on i.organization_id = s.organization_id and i.id = (g ->> 'invoice_id')::uuid),
      'fee_cents', s.fee_cents, 'score', s.score, 'reasons', s.reasons) order by s.rank)
  from bank_suggestions s
  join customers sc on sc.organization_id = s.organization_id and sc.id = s.customer_id
  where s.organization_id = t.organization_id and s.bank_transaction_id = t.id and t.status <> 'matched' and not exists (
    select from jsonb_array_elements(s.allocations) g
    join invoices i on i.organization_id = s.organization_id and i.id = (g ->> 'invoice_id')::uuid
    where i.status <> 'open' or i.amount_due_cents < (g ->> 'amount_cents')::bigint)), '[]') as suggestions`

const from = `from bank_transactions t
  left join payments p on p.organization_id = t.organization_id and p.id = t.payment_id
  left join customers c on c.organization_id = p.organization_id and c.id = p.customer_id`

export async function getBankTransaction(ctx: Context, id: string): Promise<BankTransaction> {
  const query: TextQuery<BankTransaction> = {
    text: `select ${own}, ${suggestions}, t.created_at ${from} where t.organization_id = $1 and t.id = $3`,
    parameters: [ctx.organization_id, ctx.now.toString(), id],
  }
  return ctx.db.one(query, () => notFound('bank transaction'))
}

/** As events tell of it. */
export async function changedTransaction(ctx: Context, id: string): Promise<ChangedTransaction> {
  const query: TextQuery<ChangedTransaction> = {
    text: `select ${own}, t.created_at ${from} where t.organization_id = $1 and t.id = $3`,
    parameters: [ctx.organization_id, ctx.now.toString(), id],
  }
  return ctx.db.one(query)
}

/** The newest first. */
export async function listBankTransactions(
  ctx: Context,
  cursors: Cursors,
  query: BankTransactionQuery,
): Promise<BankTransactionPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('bank_transactions', query.cursor)
  const parameters: unknown[] = [ctx.organization_id, ctx.now.toString()]
  const conditions = ['t.organization_id = $1']
  const add = (condition: (placeholder: string) => string, value: unknown) => {
    if (value) conditions.push(condition(`$${parameters.push(value)}`))
  }
  add((p) => `t.bank_account_id = ${p}`, query.bank_account_id)
  add((p) => `t.bank_import_id = ${p}`, query.bank_import_id)
  add((p) => `t.transaction_date >= ${p}::date`, query.from)
  add((p) => `t.transaction_date <= ${p}::date`, query.to)
  for (const word of query.q?.split(/\s+/).filter(Boolean) ?? []) {
    const cents = readAmount(word)
    const isAmount = cents === undefined ? '' : `abs(t.amount_cents) = ${Math.abs(cents)} or `
    add(
      (p) =>
        `(${isAmount}position(lower(${p}) in lower(concat_ws(' ', t.description, t.reference, t.payer_name))) > 0)`,
      word,
    )
  }
  if (query.direction) conditions.push(query.direction === 'in' ? 't.amount_cents > 0' : 't.amount_cents < 0')
  if (query.status) conditions.push(conditionOf(query.status))
  if (place)
    conditions.push(
      `(t.transaction_date, t.id) < ($${parameters.push(place.key)}::date, $${parameters.push(place.id)}::uuid)`,
    )
  const page: TextQuery<BankTransaction> = {
    text: `select ${own}, ${suggestions}, t.created_at ${from} where ${conditions.join(' and ')}
           order by t.transaction_date desc, t.id desc limit ${limit + 1}`,
    parameters,
  }
  return pageOf(cursors, 'bank_transactions', await ctx.db.all(page), limit, (row) => row.transaction_date)
}

function conditionOf(status: NonNullable<BankTransactionQuery['status']>): string {
  if (status === 'open') return isOpen
  if (status === 'on_hold') return `t.status = 'on_hold' and not (${isOver})`
  return `t.status = '${status}'`
}

type Sums = Record<`${keyof BankTotals}_${'count' | 'cents'}`, number>

export async function getBankTotals(ctx: Context, filter: BankTotalsQuery): Promise<BankTotals> {
  const sums = (name: keyof BankTotals, condition: string) =>
    `(count(*) filter (where ${condition}))::int as ${name}_count,
     coalesce(sum(amount_cents) filter (where ${condition}), 0)::bigint as ${name}_cents`
  const parameters: unknown[] = [ctx.organization_id, ctx.now.toString()]
  const only = (['bank_account_id', 'bank_import_id'] as const).flatMap((name) =>
    filter[name] ? [`and t.${name} = $${parameters.push(filter[name])}`] : [],
  )
  const query: TextQuery<Sums> = {
    text: `
      with suggested as (
        select distinct bank_transaction_id from bank_suggestions where organization_id = $1
      ), money as (
        select t.amount_cents, t.bank_import_id, case when ${isOver} then 'open' else t.status end as status, s.bank_transaction_id
        from bank_transactions t left join suggested s on s.bank_transaction_id = t.id
        where t.organization_id = $1 and t.amount_cents > 0 ${only.join(' ')}
      ), unfinished as (
        select distinct bank_import_id from money where status = 'open'
      )
      select ${sums('open', `status = 'open'`)}, ${sums('suggested', `status = 'open' and bank_transaction_id is not null`)},
        ${sums('on_hold', `status = 'on_hold'`)}, ${sums('matched', `status = 'matched'`)}, ${sums('ignored', `status = 'ignored'`)},
        ${sums('in_progress', `u.bank_import_id is not null`)}
      from money left join unfinished u using (bank_import_id)`,
    parameters,
  }
  const row = await ctx.db.one(query)
  const total = (name: keyof BankTotals) => ({ count: row[`${name}_count`], amount_cents: row[`${name}_cents`] })
  return {
    open: total('open'),
    suggested: total('suggested'),
    on_hold: total('on_hold'),
    matched: total('matched'),
    ignored: total('ignored'),
    in_progress: total('in_progress'),
  }
}
