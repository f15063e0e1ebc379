import { hash } from '@node-rs/argon2'
import type { Stage } from './stage.ts'
import { newId } from '#platform/ids.ts'

export type Tenant = { organization_id: string; customer_id: string }
export type ApiData = { big: Tenant; tenants: Tenant[]; email: string; password: string; user_id: string }

const invoices = 100_000
const tenantCount = 50

/** One organisation with 100,000 invoices of three lines, and fifty that only wait to issue; one user owns them all. */
export async function fillDatabase({ admin }: Stage): Promise<ApiData> {
  const [user_id, email, password] = [newId(), 'bench@example.com', 'a password for the bench']
  const password_hash = await hash(password, { memoryCost: 1024, timeCost: 1, parallelism: 1 })
  await admin.query('set search_path = app')
  await admin.query(
    `insert into users (id, email, email_normalized, name, timezone, password_hash, verified_at, created_at, updated_at)
     values ($1, $2, $2, 'Bench', 'Asia/Singapore', $3, now(), now(), now())`,
    [user_id, email, password_hash],
  )
  const tenants: Tenant[] = []
  for (let i = 0; i <= tenantCount; i++) tenants.push(await makeTenant(admin, user_id, i))
  const big = tenants.shift()!
  await makeInvoices(admin, big)
  await admin.query(
    'vacuum (analyze) invoices, invoice_lines, invoice_gst_groups, customers, organizations, memberships, sessions, users',
  )
  return { big, tenants, email, password, user_id }
}

/** Somebody without a password, for benches that sign nobody in. */
export async function makeUser(admin: Stage['admin']): Promise<string> {
  const id = newId()
  await admin.query(
    `insert into users (id, email, email_normalized, name, timezone, password_hash, verified_at, created_at, updated_at)
     values ($1, $2, $2, 'Bench', 'Asia/Singapore', 'none', now(), now(), now())`,
    [id, `${id}@example.com`],
  )
  return id
}

export async function makeTenant(admin: Stage['admin'], user_id: string, i: number): Promise<Tenant> {
  const [organization_id, customer_id] = [newId(), newId()]
  const address = { line1: '1 Raffles Place', postal_code: '048616', country: 'SG' }
  await admin.query(`insert into organization_directory values ($1, $2, $3, $4, now())`, [
    organization_id,
    `Tenant ${i}`,
    `tenant-${i}`,
    `BENCH${i}`,
  ])
  await admin.query(`insert into memberships values ($1, $2, 'owner', now())`, [organization_id, user_id])
  await admin.query(
    `insert into organizations (organization_id, is_gst_registered, gst_reg_no, gst_registered_from, billing_email, address, timezone, created_at, updated_at)
     values ($1, true, '201899901E', '2019-01-01', 'a@example.com', $2, 'Asia/Singapore', now(), now())`,
    [organization_id, address],
  )
  await admin.query(`insert into gst_registrations values ($1, $2, '201899901E', '2019-01-01', null, now())`, [
    organization_id,
    newId(),
  ])
  await admin.query(
    `insert into customers (organization_id, id, name, kind, email, address, currency, payment_terms_days, name_normalized, search_text, created_at, updated_at)
     values ($1, $2, 'Kopi Kaki Pte. Ltd.', 'business', 'ap@kopi.example', $3, 'SGD', 30, 'kopi kaki', 'kopi kaki', now(), now())`,
    [organization_id, customer_id, address],
  )
  return { organization_id, customer_id }
}

async function makeInvoices(admin: Stage['admin'], { organization_id, customer_id }: Tenant): Promise<void> {
  await admin.query(
    `insert into invoices (organization_id, id, number, kind, customer_id, seller, buyer, currency, issue_date, due_date, tax_point_date,
       subtotal_cents, gst_amount_cents, amount_paid_cents, search_text, created_at, updated_at)
     select $1, uuidv7(n * interval '1 minute' - interval '${invoices} minutes'), 'INV-2026-' || lpad(n::text, 6, '0'), 'tax_invoice', $2,
       '{"name":"Tenant 0","uen":"201899901E","gst_reg_no":"201899901E","email":"a@example.com","address":{"line1":"1 Raffles Place","postal_code":"048616","country":"SG"}}',
       '{"name":"Kopi Kaki Pte. Ltd.","uen":null,"gst_reg_no":null,"email":"ap@kopi.example","address":{"line1":"10 Anson Road","postal_code":"079903","country":"SG"}}',
       'SGD', current_date - 400 + n * 400 / ${invoices}, current_date - 370 + n * 400 / ${invoices}, current_date - 400 + n * 400 / ${invoices},
       300000, 27000, case when n % 4 = 0 then 0 else 327000 end, 'inv-2026-' || n || ' kopi kaki', now(), now()
     from generate_series(1, ${invoices}) n`,
    [organization_id, customer_id],
  )
  await admin.query(
    `insert into invoice_lines (organization_id, invoice_id, position, description, quantity, unit, unit_price_cents, discount_cents, gst_code, gst_rate_bp)
     select organization_id, id, p, 'Consulting, part ' || p, 1, 'day', 100000, 0, 'SR', 900 from invoices, generate_series(1, 3) p where organization_id = $1`,
    [organization_id],
  )
  await admin.query(
    `insert into invoice_gst_groups (organization_id, invoice_id, gst_code, gst_rate_bp, taxable_cents)
     select organization_id, id, 'SR', 900, 300000 from invoices where organization_id = $1`,
    [organization_id],
  )
}

/** What an honest hand would write to issue one invoice: counter, invoice, three lines, GST group, two entries of the books, audit row that is the outbox. */
export function bareIssue({ organization_id: o, customer_id: c }: Tenant): string[] {
  // A blank behind each colon: pgbench takes `:name` for a variable.
  const party = `'{"name": "Kopi Kaki Pte. Ltd.","uen": null,"gst_reg_no": null,"email": "ap@kopi.example","address": {"line1": "10 Anson Road","postal_code": "079903","country": "SG"}}'`
  const line = `{"description": "Consulting","quantity": "1.5","unit": "day","unit_price_cents": 120000,"discount_cents": 0,"gst_code": "SR","gst_rate_bp": 900,"amount_cents": 180000}`
  const data = `{"id": "0190a5e2-7c1d-7000-8000-000000000000","number": "INV-2026-00001","kind": "tax_invoice","seller": {"name": "Tenant 1"},"buyer": {"name": "Kopi Kaki Pte. Ltd."},"currency": "SGD","lines": [${line},${line},${line}],"total_amount_cents": 588600}`
  return [
    'begin',
    `set local app.organization_id = '${o}'`,
    `with n as (insert into number_series values ('${o}', 'INV-2026', 1) on conflict (organization_id, series) do update set last_number = number_series.last_number + 1 returning last_number),
     i as (insert into invoices (organization_id, id, number, kind, customer_id, seller, buyer, currency, issue_date, due_date, tax_point_date, subtotal_cents, gst_amount_cents, search_text, created_at, updated_at)
       select '${o}', uuidv7(), 'INV-2026-' || last_number, 'tax_invoice', '${c}', ${party}, ${party}, 'SGD', current_date, current_date + 30, current_date, 540000, 48600, 'kopi kaki', now(), now() from n returning id),
     l as (insert into invoice_lines (organization_id, invoice_id, position, description, quantity, unit, unit_price_cents, discount_cents, gst_code, gst_rate_bp)
       select '${o}', i.id, p, 'Consulting', 1.5, 'day', 120000, 0, 'SR', 900 from i, generate_series(1, 3) p),
     g as (insert into invoice_gst_groups (organization_id, invoice_id, gst_code, gst_rate_bp, taxable_cents) select '${o}', id, 'SR', 900, 540000 from i),
     j as (insert into journal_entries (organization_id, source, source_id, position, entry_date, debit_account, credit_account, amount_cents, created_at)
       select '${o}', 'invoice', i.id, e.position, current_date, 'receivables', e.account, e.cents, now()
       from i, (values (1, 'revenue', 540000), (3, 'gst_output', 48600)) e (position, account, cents))
     select id from i`,
    `insert into events (organization_id, id, name, actor_kind, subject_id, data, created_at) values ('${o}', uuidv7(), 'invoice.issued', 'system', uuidv7(), '${data}', now())`,
    'commit',
  ]
}
