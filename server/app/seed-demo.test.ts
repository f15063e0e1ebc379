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
  const pauses = await count(`select pause_reason as name, count(*) from app.subscriptions where status = 'paused'`)
  assert.deepEqual(Object.keys(pauses), ['requested', 'unpaid'], 'somebody paused one, the rules another')
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

test('the demo has leads of nine sources in each open stage, some late, some twice, explained by rules', async () => {
  const [sources, stages, more] = await Promise.all([
    count('select source as name, count(*)::int from app.leads where import_id is null'),
    count(
      'select s.name, count(*)::int from app.leads l join app.lead_stages s on s.id = l.stage_id where l.import_id is null',
    ),
    count(`select name, count(*)::int from (
      select 'late' as name from app.leads
        where next_follow_up_at < date_trunc('day', timestamptz '${parts.clock().toString()}', 'Asia/Singapore') union all
      select 'nobody' from app.leads where owner_user_id is null union all
      select 'first visit' from app.leads where utm -> 'first' ->> 'source' is not null union all
      select 'same address' from app.leads group by organization_id, email_normalized having count(*) = 2 union all
      select 'same company' from app.leads group by organization_id, company_normalized, name_normalized having count(*) > 1
    ) as s`),
  ])
  assert.equal(Object.keys(sources).length, 9)
  assert.deepEqual(Object.keys(stages), ['Contacted', 'Lost', 'New', 'Qualified', 'Quoted', 'Won'])
  assert.equal(
    Object.values(stages).reduce((sum, each) => sum + each),
    731,
    'seven hundred, 26 who became customers, and five that came through forms',
  )
  assert.equal(more.late, 12)
  assert.ok(more.nobody! > 10 && more['first visit']! > 300 && more['same address']! >= 10, JSON.stringify(more))
})

test('the demo has forms, what came through them, spam that is held, and what people agreed to', async () => {
  const [states, reasons, consents, forms] = await Promise.all([
    count('select status as name, count(*)::int from app.lead_submissions'),
    count('select jsonb_array_elements_text(spam_reasons) as name, count(*)::int from app.lead_submissions'),
    count(
      `select channel || case when is_given then '' else ' taken back' end as name, count(*)::int from app.lead_consents`,
    ),
    count(
      `select name || case when is_open then '' else ', closed' end as name, sum(lead_count)::int as count from app.lead_forms`,
    ),
  ])
  assert.deepEqual(states, { processed: 8, spam: 3 })
  assert.deepEqual(reasons, { honeypot: 1, links: 1, too_fast: 1 })
  assert.deepEqual(consents, { email: 6, 'email taken back': 1, phone: 2 })
  assert.deepEqual(forms, { 'Contact us': 3, 'Singapore FinTech Festival booth, closed': 2 })
  const untold = await count(
    `select form_id::text as name, count(*)::int from app.lead_submissions where told_at is null`,
  )
  assert.deepEqual(untold, {}, 'nobody gets a mail of what is only shown')
})

test('the demo has mail that came by copy: filed both ways, and some that waits', async () => {
  const mails = await count(`select status || ' ' || direction as name, count(*)::int from app.lead_mails`)
  assert.deepEqual(mails, { 'filed in': 1, 'filed out': 1, 'held in': 1, 'held out': 1 })
})

test('the demo has a quotation in each state that one can be in', async () => {
  const states = await count(`select status as name, count(*)::int from app.quotations`)
  assert.deepEqual(states, { accepted: 1, declined: 1, draft: 1, sent: 2 })
  const expired = await count(
    `select 'expired' as name, count(*)::int from app.quotations where status = 'sent' and valid_until < current_date`,
  )
  assert.deepEqual(expired, { expired: 1 })
})
