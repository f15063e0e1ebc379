import pg from 'pg'
import { batchSize, continueRun } from '#modules/renewals/continue-run.ts'
import { startRun } from '#modules/renewals/start-run.ts'
import type { Context } from '#platform/context.ts'
import { createPool, transact } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { makeTenant, type Tenant } from './api-data.ts'
import { print, type Row, table } from './print.ts'
import { cpuSeconds, databaseCpuSeconds, setStage, type Stage } from './stage.ts'

const subscriptions = 100_000
const share = 0.6
const most_mib = 300
const now = Temporal.Instant.from('2026-11-01T04:00:00Z')

/** A run over 100,000 due subscriptions of two lines each, beside the same rows written by bare set-based SQL. */
export async function renewalsBench(): Promise<boolean> {
  const stage = await setStage()
  try {
    await stage.admin.query('set search_path = app')
    print(
      `filling: three organisations, two of them with ${subscriptions.toLocaleString('en')} subscriptions that are due`,
    )
    const small = await fill(stage, 1, subscriptions / 10)
    const ours = await fill(stage, 2, subscriptions)
    const bare = await fill(stage, 3, subscriptions)
    await stage.admin.query('vacuum (analyze) subscriptions, subscription_add_ons, customers, prices, plans')

    const warm = await measure(stage, small, () => runOurs(stage, small))
    const limit = await measure(stage, bare, () => runBare(stage, bare))
    const run = await measure(stage, ours, () => runOurs(stage, ours))
    const ratio = run.per_second / limit.per_second
    const holds = ratio >= share && run.peak_mib < most_mib && (limit.seconds >= 3 || run.seconds < 8)
    const rowOf = (name: string, outcome: Outcome, target = ''): Row => ({
      what: name,
      invoices: String(outcome.invoices),
      seconds: outcome.seconds.toFixed(2),
      'invoices/s': outcome.per_second.toFixed(0),
      'node us': outcome.node_us.toFixed(0),
      'db us': outcome.db_us.toFixed(0),
      'peak MiB': outcome.peak_mib.toFixed(0),
      ratio: outcome === run ? ratio.toFixed(2) : '',
      target,
    })
    table(`renewal run: one worker, one connection, ${batchSize} subscriptions in a statement`, [
      rowOf('run of 10,000, to warm up', warm),
      rowOf('bare SQL', limit),
      rowOf(
        'run',
        run,
        holds ? 'holds' : `misses: wanted ${share} of bare SQL, below ${most_mib} MiB, 8 s where it takes 3`,
      ),
    ])
    return holds
  } finally {
    await stage.close()
  }
}

type Outcome = {
  invoices: number
  seconds: number
  per_second: number
  node_us: number
  db_us: number
  peak_mib: number
}

async function measure(stage: Stage, { organization_id }: Tenant, work: () => Promise<void>): Promise<Outcome> {
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50)
  const [node, database, start] = [cpuSeconds(process.pid), databaseCpuSeconds(stage.postgres.pid), performance.now()]
  await work()
  const seconds = (performance.now() - start) / 1000
  clearInterval(watch)
  const { rows } = await stage.admin.query<{
    n: number
    numbers: number
    last: number
    lines: number
    periods: number
    entries: number
  }>(
    `select (select count(*)::int from invoices where organization_id = $1) as n,
       (select count(distinct number)::int from invoices where organization_id = $1) as numbers,
       (select last_number::int from number_series where organization_id = $1) as last,
       (select count(*)::int from invoice_lines where organization_id = $1) as lines,
       (select count(*)::int from subscription_periods where organization_id = $1) as periods,
       (select count(*)::int from journal_entries where organization_id = $1) as entries`,
    [organization_id],
  )
  const { n, numbers, last, lines, periods, entries } = rows[0]!
  if (numbers !== n || last !== n || lines !== 2 * n || periods !== n || entries !== 2 * n)
    throw new Error(`not what was asked for: ${JSON.stringify(rows[0])}`)
  const us = (cpu: number) => (cpu * 1e6) / n
  return {
    invoices: n,
    seconds,
    per_second: n / seconds,
    node_us: us(cpuSeconds(process.pid) - node),
    db_us: us(databaseCpuSeconds(stage.postgres.pid) - database),
    peak_mib: peak / 2 ** 20,
  }
}

async function runOurs(stage: Stage, { organization_id }: Tenant): Promise<void> {
  const pool = createPool({ url: stage.user_url, max: 1, name: 'bench' })
  const inTransaction = <T>(work: (ctx: Context) => Promise<T>): Promise<T> =>
    transact(pool, organization_id, (db) =>
      work({
        db,
        organization_id,
        actor: { kind: 'system', id: null, name: 'NexusCore' },
        request_id: null,
        ip: null,
        user_agent: null,
        now,
      }),
    )
  const { id } = await inTransaction((ctx) => startRun(ctx, {}))
  await continueRun(inTransaction, id)
  await pool.end()
}

/** What an honest hand would write that knows every amount beforehand: the same rows, a thousand in a statement. */
async function runBare(stage: Stage, { organization_id: o }: Tenant): Promise<void> {
  const client = new pg.Client({ connectionString: stage.user_url })
  await client.connect()
  await client.query('set search_path = app')
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    await client.query(`begin; set local app.organization_id = '${o}'`)
    const { rows } = await client.query<{ last_id: string | null }>({ name: 'bare', text: bareRun(o), values: [last] })
    await client.query('commit')
    if (!rows[0]!.last_id) break
    last = rows[0]!.last_id
  }
  await client.end()
}

function bareRun(o: string): string {
  const party = `'{"name":"Kopi Kaki Pte. Ltd.","uen":null,"gst_reg_no":null,"email":"ap@kopi.example","address":{"line1":"1 Raffles Place","postal_code":"048616","country":"SG"}}'::jsonb`
  const line = `{"unit": null, "quantity": "1", "position": 1, "gst_code": "SR", "description": "Team, monthly, 1 Nov 2026 to 30 Nov 2026", "gst_rate_bp": 900, "amount_cents": 10000, "discount_cents": 0, "service_to_date": "2026-12-01", "unit_price_cents": 10000, "service_from_date": "2026-11-01"}`
  const data = `'{"id": "0190a5e2-7c1d-7000-8000-000000000000", "kind": "tax_invoice", "lines": [${line}, ${line}], "notes": null, "buyer": {"uen": null, "name": "Kopi Kaki Pte. Ltd.", "email": "ap@kopi.example", "address": {"line1": "1 Raffles Place", "country": "SG", "postal_code": "048616"}, "gst_reg_no": null}, "number": "INV-2026-00001", "seller": {"uen": "BENCH3", "name": "Tenant 3", "email": "a@example.com", "address": {"line1": "1 Raffles Place", "country": "SG", "postal_code": "048616"}, "gst_reg_no": "201899901E"}, "status": "open", "currency": "SGD", "due_date": "2026-12-01", "reference": null, "voided_at": null, "created_at": "2026-11-01T04:00:00Z", "is_overdue": false, "issue_date": "2026-11-01", "customer_id": "0190a5e2-7c1d-7000-8000-000000000000", "void_reason": null, "gst_breakdown": [{"gst_code": "SR", "gst_cents": 1350, "gst_rate_bp": 900, "taxable_cents": 15000}], "subtotal_cents": 15000, "tax_point_date": "2026-11-01", "subscription_id": "0190a5e2-7c1d-7000-8000-000000000000", "subscription_ids": ["0190a5e2-7c1d-7000-8000-000000000000"], "amount_due_cents": 16350, "gst_amount_cents": 1350, "amount_paid_cents": 0, "total_amount_cents": 16350, "amount_credited_cents": 0}'::jsonb`
  return `
    with picked as materialized (
      select id, customer_id, price_id, row_number() over (order by id) as n, uuidv7() as invoice_id from (
        select id, customer_id, price_id from subscriptions
        where organization_id = '${o}' and next_invoice_date <= '2026-11-01' and id > $1::uuid order by id limit ${batchSize} for update) s
    ), numbered as (
      insert into number_series select '${o}', 'INV-2026', k from (select count(*) as k from picked) c where k > 0
      on conflict (organization_id, series) do update set last_number = number_series.last_number + excluded.last_number
      returning last_number - (select count(*) from picked) as base
    ), invoiced as (
      insert into invoices (organization_id, id, number, kind, customer_id, subscription_id, seller, buyer, currency, issue_date,
        due_date, tax_point_date, subtotal_cents, gst_amount_cents, search_text, created_at, updated_at)
      select '${o}', invoice_id, 'INV-2026-' || lpad((base + n)::text, 6, '0'), 'tax_invoice', customer_id, id, ${party}, ${party}, 'SGD',
        '2026-11-01', '2026-12-01', '2026-11-01', 15000, 1350, 'inv-2026-' || (base + n) || ' kopi kaki', now(), now()
      from picked, numbered
    ), lined as (
      insert into invoice_lines (organization_id, invoice_id, position, description, quantity, unit, unit_price_cents, discount_cents,
        gst_code, gst_rate_bp, service_from_date, service_to_date)
      select '${o}', invoice_id, position, description, 1, null, cents, 0, 'SR', 900, '2026-11-01', '2026-12-01'
      from picked, (values (1, 'Team, monthly, 1 Nov 2026 to 30 Nov 2026', 10000), (2, 'Backup, monthly, 1 Nov 2026 to 30 Nov 2026', 5000))
        l (position, description, cents)
    ), grouped as (
      insert into invoice_gst_groups (organization_id, invoice_id, gst_code, gst_rate_bp, taxable_cents)
      select '${o}', invoice_id, 'SR', 900, 15000 from picked
    ), told as (
      insert into events (organization_id, id, name, actor_kind, actor_name, subject_id, data, created_at)
      select '${o}', uuidv7(), 'invoice.issued', 'system', 'NexusCore', invoice_id, ${data}, now() from picked
    ), passed as (
      insert into subscription_periods (organization_id, subscription_id, from_date, to_date, price_id, quantity, amount_cents, invoice_id, created_at)
      select '${o}', id, '2026-11-01', '2026-12-01', price_id, 1, 15000, invoice_id, now() from picked
    ), booked as (
      insert into journal_entries (organization_id, source, source_id, position, entry_date, debit_account, credit_account, amount_cents, created_at)
      select '${o}', 'invoice', invoice_id, position, '2026-11-01', 'receivables', account, cents, now()
      from picked, (values (1, 'revenue', 15000), (3, 'gst_output', 1350)) e (position, account, cents)
    ), advanced as (
      update subscriptions s set current_period_start_date = '2026-11-01', current_period_end_date = '2026-12-01', period_index = s.period_index + 1,
        next_invoice_date = '2026-12-01', version = s.version + 1, updated_at = now()
      from picked p where s.organization_id = '${o}' and s.id = p.id
    )
    select max(id::text) as last_id from picked`
}

export async function fill({ admin }: Stage, i: number, count: number): Promise<Tenant> {
  const user_id = newId()
  const email = `bench-${i}@example.com`
  await admin.query(
    `insert into users (id, email, email_normalized, name, timezone, password_hash, verified_at, created_at, updated_at)
     values ($1, $2, $2, 'Bench', 'Asia/Singapore', '', now(), now(), now())`,
    [user_id, email],
  )
  const tenant = await makeTenant(admin, user_id, i)
  const { organization_id } = tenant
  const [plan, add_on, price, add_on_price] = [newId(), newId(), newId(), newId()]
  await admin.query(
    `insert into plans (organization_id, id, kind, code, name, trial_days, features, limits, is_active, is_visible, display_order, created_at, updated_at)
     values ($1, $2, 'plan', 'team', 'Team', 0, '[]', '{}', true, true, 1, now(), now()),
       ($1, $3, 'add_on', 'backup', 'Backup', 0, '[]', '{}', true, true, 2, now(), now())`,
    [organization_id, plan, add_on],
  )
  await admin.query(
    `insert into prices (organization_id, id, plan_id, model, billing_interval, currency, unit_amount_cents, available_from_date, created_at)
     values ($1, $2, $3, 'flat', 'month', 'SGD', 10000, '2020-01-01', now()), ($1, $4, $5, 'flat', 'month', 'SGD', 5000, '2020-01-01', now())`,
    [organization_id, price, plan, add_on_price, add_on],
  )
  await admin.query(
    `insert into customers (organization_id, id, name, kind, email, address, currency, payment_terms_days, name_normalized, search_text, created_at, updated_at)
     select $1, uuidv7(), 'Kopi Kaki ' || n, 'business', 'ap@kopi.example', '{"line1": "1 Raffles Place", "country": "SG", "postal_code": "048616"}',
       'SGD', 30, 'kopi kaki ' || n, 'kopi kaki ' || n, now(), now()
     from generate_series(1, $2::int) n`,
    [organization_id, count],
  )
  await admin.query(
    `insert into subscriptions (organization_id, id, customer_id, price_id, quantity, status, start_date, anchor_date, period_index,
       current_period_start_date, current_period_end_date, next_invoice_date, created_at, updated_at)
     select $1, uuidv7(), id, $2, 1, 'active', '2026-10-01', '2026-10-01', 0, '2026-10-01', '2026-11-01', '2026-11-01', now(), now()
     from customers where organization_id = $1 and name like 'Kopi Kaki %'`,
    [organization_id, price],
  )
  await admin.query(
    `insert into subscription_add_ons (organization_id, id, subscription_id, price_id, quantity, created_at)
     select $1, uuidv7(), id, $2, 1, now() from subscriptions where organization_id = $1`,
    [organization_id, add_on_price],
  )
  return tenant
}
