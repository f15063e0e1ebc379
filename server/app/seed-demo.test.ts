import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { ensureDemo } from './seed-demo.ts'

const { parts, admin } = await startApp()
await ensureDemo(parts)
const count = async (sql: string): Promise<Record<string, number>> => {
  const { rows } = await admin.query<{ name: string; count: number }>(`${sql} group by 1 order by 1`)
  return Object.fromEntries(rows.map(({ name, count: n }) => [name, n]))
}

test('the demo shows subscriptions in each state, billed by a run each month, some with coupon or add-on', async () => {
  const states = await count('select status as name, count(*) from app.subscriptions')
  for (const state of ['active', 'trialing', 'paused', 'past_due']) assert.ok(states[state], state)
  const { completed = 0 } = await count('select status as name, count(*) from app.renewal_runs')
  assert.ok(completed >= 5)
  const more = await count(`select name, count(*) from (
      select 'coupons' as name from app.subscriptions where coupon_id is not null union all
      select 'add_ons' from app.subscription_add_ons union all
      select 'ending' from app.subscriptions where cancel_at_period_end) as s`)
  assert.ok(more.coupons! > 1 && more.add_ons! > 0 && more.ending! > 0)
  const { rows: drafts } = await admin.query<{ count: number }>(
    `select jsonb_array_length(to_jsonb(subscription_ids)) as count from app.invoice_drafts where issues_on_date is not null`,
  )
  assert.deepEqual(
    drafts.map(({ count: bills }) => bills),
    [2],
    'one draft for the two subscriptions of a customer',
  )
})

test('the demo shows what else happens to money, and its books balance', async () => {
  const seen = await count(`select name, count(*) from (
      select 'credit note' as name from app.credit_notes union all
      select 'refund' from app.refunds union all
      select 'written off' from app.invoices where written_off_at is not null union all
      select 'debit note' from app.invoices where kind = 'debit_note' union all
      select 'reversed payment' from app.payments where reversed_at is not null union all
      select 'payment over two' from app.payment_allocations group by payment_id having count(*) = 2) as s`)
  assert.deepEqual(Object.keys(seen).length, 6, JSON.stringify(seen))
  const { rows } = await admin.query(`
    select (select sum(amount_due_cents) from app.invoices where status = 'open')::bigint as owed,
      (select sum(case when debit_account = 'receivables' then amount_cents else -amount_cents end)
       from app.journal_entries where 'receivables' in (debit_account, credit_account))::bigint as receivables`)
  assert.equal(rows[0].receivables, rows[0].owed)
})

test('the demo has a bank statement: what is certain is matched, and eight lines wait in their disguises', async () => {
  const seen = await count(
    `select case when amount_cents < 0 then 'went out' else status end as name, count(*)::int from app.bank_transactions`,
  )
  assert.deepEqual(seen, { matched: 6, open: 8, 'went out': 3 })
  const reasons = await count(`select r ->> 'code' as name, count(*) from (
      select jsonb_array_elements(reasons) as r from app.bank_suggestions union all
      select jsonb_array_elements(doubts) from app.bank_transactions where status = 'open') as s`)
  for (const code of ['several_invoices', 'part_payment', 'less_fee', 'duplicate', 'payer_unsure'])
    assert.ok(reasons[code], code)
})
