import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import pg from 'pg'
import { createProgram, insist, until } from './program.ts'
import { address } from './support.ts'

// Longer than everything else together, so a person runs it: npm run test:crash.

const issuers = 64
const due = 10_000
const kills = ['program', 'database', 'program', 'database'] as const

const program = await createProgram()

test('sixty-four issue beside a renewal run while workers and database are killed: 0 gaps, 0 duplicates, 0 lost', async (t) => {
  await program.start()
  const headers = await program.signUp()
  const organization_id = headers['x-organization-id']!
  await makeDue(organization_id)
  const customer = await program.post('/customers', { name: 'Kopi Kaki', address }, headers)
  const body = { customer_id: customer.id, lines: [{ description: 'Work', quantity: '1', unit_price_cents: 100 }] }

  const answers = new Map<string, string>()
  let stop = false
  const issue = async () => {
    while (!stop) {
      const key = randomUUID()
      const invoice = await insist(
        () => program.post('/invoices', body, { ...headers, 'idempotency-key': key }),
        () => stop,
      )
      if (invoice) answers.set(key, invoice.number)
    }
  }
  const working = Array.from({ length: issuers }, issue)
  const { id } = await insist(() => program.post('/renewal-runs', {}, headers))
  for (const victim of kills) {
    const [before, renewed] = [answers.size, await billed(organization_id)]
    await until(() => answers.size > before + 50)
    await within(180, async () => (await billed(organization_id)) > renewed || (await billed(organization_id)) === due)
    if (victim === 'program') {
      await program.end('SIGKILL')
      await program.start()
    } else process.kill(program.postmaster(), 'SIGKILL')
  }
  // A worker that was killed is missed for a minute; then its run is another's.
  await within(300, async () => (await ask(() => program.get(`/renewal-runs/${id}`, headers)))?.status === 'completed')
  stop = true
  await Promise.all(working)

  const run = await program.get(`/renewal-runs/${id}`, headers)
  assert.deepEqual([run.renewed_count, run.issued_count, run.skipped_count], [due, due, 0])
  const [facts] = await query<Facts>(
    `select count(*)::int as invoices, count(distinct number)::int as numbers,
       max(split_part(number, '-', 3)::int) as highest, (select last_number::int from app.number_series where organization_id = $1) as last,
       count(*) filter (where subscription_id is not null)::int as of_subscriptions,
       (select count(*)::int from app.subscription_periods where organization_id = $1) as periods,
       (select count(*)::int from app.events where organization_id = $1 and name = 'invoice.issued') as events,
       (select count(distinct subject_id)::int from app.events where organization_id = $1 and name = 'invoice.issued') as told
     from app.invoices where organization_id = $1`,
    [organization_id],
  )
  const { invoices, ...rest } = facts!
  assert.deepEqual(rest, {
    numbers: invoices,
    highest: invoices,
    last: invoices,
    of_subscriptions: due,
    periods: due,
    events: invoices,
    told: invoices,
  })
  const numbers = new Set(
    (await query<{ number: string }>('select number from app.invoices', [])).map((row) => row.number),
  )
  for (const number of answers.values()) assert.ok(numbers.has(number), `${number} was answered and is gone`)
  t.diagnostic(`${invoices} invoices, ${due} of them renewals, ${answers.size} answered, ${kills.length} kills`)
})

type Facts = Record<
  'invoices' | 'numbers' | 'highest' | 'last' | 'of_subscriptions' | 'periods' | 'events' | 'told',
  number
>

const billed = async (organization_id: string): Promise<number> =>
  (
    await ask(() =>
      query<{ n: number }>('select count(*)::int as n from app.subscription_periods where organization_id = $1', [
        organization_id,
      ]),
    )
  )?.[0]?.n ?? 0

/** The answer, or undefined while what was killed is not back. */
const ask = <T>(work: () => Promise<T>): Promise<T | undefined> => work().catch(() => undefined)

async function within(seconds: number, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await isSo());) {
    if (Date.now() > end) throw new Error(`waited ${seconds} seconds for nothing`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function query<R extends object>(text: string, values: unknown[]): Promise<R[]> {
  const client = new pg.Client({ connectionString: await program.databaseUrl() })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<R>(text, values)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** Customers on a price whose period ended today, written at once, for the program's clock cannot be moved. */
async function makeDue(organization_id: string): Promise<void> {
  const [plan, price] = [randomUUID(), randomUUID()]
  await query(
    `insert into app.plans (organization_id, id, kind, code, name, trial_days, features, limits, is_active, is_visible, display_order, created_at, updated_at)
     values ($1, $2, 'plan', 'team', 'Team', 0, '[]', '{"seats": null, "leads_per_month": null, "invoices_per_month": null}', true, true, 1, now(), now())`,
    [organization_id, plan],
  )
  await query(
    `insert into app.prices (organization_id, id, plan_id, model, billing_interval, currency, unit_amount_cents, available_from_date, created_at)
     values ($1, $2, $3, 'flat', 'month', 'SGD', 10000, '2020-01-01', now())`,
    [organization_id, price, plan],
  )
  await query(
    `insert into app.customers (organization_id, id, name, kind, address, currency, payment_terms_days, name_normalized, search_text, created_at, updated_at)
     select $1, gen_random_uuid(), 'Customer ' || n, 'business', $2, 'SGD', 30, 'customer ' || n, 'customer ' || n, now(), now()
     from generate_series(1, $3::int) n`,
    [organization_id, JSON.stringify(address), due],
  )
  await query(
    `insert into app.subscriptions (organization_id, id, customer_id, price_id, quantity, status, start_date, anchor_date, period_index,
       current_period_start_date, current_period_end_date, next_invoice_date, created_at, updated_at)
     select $1, gen_random_uuid(), id, $2, 1, 'active', d.first, d.first, 0, d.first, d.second, d.second, now(), now()
     from app.customers, lateral (select (now() at time zone 'Asia/Singapore')::date as today) t,
       lateral (select (t.today - interval '1 month')::date as first) f,
       lateral (select f.first, (f.first + interval '1 month')::date as second) d
     where organization_id = $1`,
    [organization_id, price],
  )
}
