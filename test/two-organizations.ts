import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createAuthenticator } from '#modules/auth/passkey-fixture.ts'
import { scopes } from '#modules/api-keys/schemas.ts'
import { startDispatcher } from '#modules/events/dispatch-events.ts'
import { recorder } from '#platform/database.ts'
import { addStripeEvent } from './changes-of-stripe.ts'
import { signUpOperator } from './operators.ts'
import { address, made, nextUen, type Person, type TestApp } from './support.ts'
import { prospect } from './two-organizations-leads.ts'
import { agreeOn, chase, gather, leaveCard, moveMoney, visit } from './two-organizations-money.ts'

export type Filled = { owner: Person; organization_id: string; canary: string }

/**
 * Two organisations with the same things in them, made as people make them, through the API. Whoever adds a tenant
 * table lets `fill` make a row there. The canary is in every text of an organisation: where it turns up, it leaked.
 */
export async function seedTwoOrganizations(app: TestApp): Promise<{ acme: Filled; beta: Filled }> {
  const both = { acme: await fill(app, 'acmecanary'), beta: await fill(app, 'betacanary') }
  await sealEverything(app)
  return both
}

/** As the worker does, whose statements are not the service's; nothing of it goes on running. */
async function sealEverything({ parts }: TestApp): Promise<void> {
  const { see } = recorder
  recorder.see = undefined
  const sealer = startDispatcher({ ...parts, pool: parts.worker_pool, subscriptions: [] })
  await sealer.drained()
  await sealer.stop()
  recorder.see = see
}

async function fill(app: TestApp, word: string): Promise<Filled> {
  const canary = `${word}${randomUUID().slice(0, 8)}`
  const owner = await app.signUp('owner', undefined, {
    name: `Kopi ${canary} Pte. Ltd.`,
    billing_email: `${canary}@example.com`,
  })
  const { organization_id } = owner
  await app.admin.query('update app.users set name = $2 where id = $1', [owner.id, `Mei ${canary}`])
  const customer = made(
    await owner.post('/customers', {
      name: `Kaki ${canary}`,
      email: `ap-${canary}@example.com`,
      notes: `Notes ${canary}`,
      address: { ...address, line1: `10 ${canary} Road` },
    }),
  )
  const lines = [{ description: `Work ${canary}`, quantity: '1', unit_price_cents: 10_000 }]
  const input = { customer_id: customer.id, reference: `PO ${canary}`, notes: `Terms ${canary}`, lines }
  made(await owner.post('/invoice-drafts', input))
  const invoice = made(await owner.post('/invoices', input, { key: randomUUID() }))
  const often = { billing_interval: 'month', first_date: invoice.created_at.slice(0, 10), when_due: 'issue' }
  made(await owner.post('/recurring-invoices', { ...input, ...often }, { key: randomUUID() }))
  const payment = { invoice_id: invoice.id, amount_cents: 10, method: 'cash', reference: `Cash ${canary}` }
  made(await owner.post('/payments', payment, { key: randomUUID() }))
  await moveMoney(owner, canary, customer.id, invoice.id)
  await agreeOn(owner, canary, input)
  await fillBank(app, owner, customer.id, canary)
  assert.equal((await owner.post(`/invoices/${invoice.id}/pay-link/replace`)).status, 200)
  await chase(app, owner, canary, customer.id, input)
  await visit(app, owner, canary, customer.id)
  await gather(app, owner, invoice.id)
  await prospect(app, owner, canary)
  const meter = made(
    await owner.post('/meters', { code: canary, name: `Calls ${canary}`, unit: `call ${canary}`, aggregation: 'sum' }),
  )
  const { created_at: occurred_at } = meter
  const used = { meter: canary, customer_id: customer.id, event_key: canary, unique_value: canary, occurred_at }
  assert.equal((await owner.post('/usage-events', { events: [used] })).body.accepted_count, 1)
  await subscribe(app, owner, canary, customer.id, await sell(owner, canary, meter.id))
  await leaveCard(app, organization_id, customer.id, invoice.id, canary)
  await entitle(app, organization_id, customer.id, canary)
  made(await owner.post('/api-keys', { name: `Export ${canary}`, scopes }))
  const { id: user_id } = await app.signUp('admin', owner)
  const team = `/organizations/${organization_id}`
  const permissions = ['customers.write', 'invoices.write']
  made(await owner.post(`${team}/roles`, { name: `Sales ${canary}`, description: `For ${canary}`, permissions }))
  made(await owner.post(`${team}/invitations`, { email: `guest-${canary}@example.com`, role: 'viewer' }))
  made(await owner.post(`${team}/transfer-ownership`, { user_id }))
  const { body: options } = await owner.post('/auth/passkeys/options')
  made(await owner.post('/auth/passkeys', { passkey: createAuthenticator().create(options), name: `Key ${canary}` }))
  made(await owner.post(`${team}/support-access`, { hours: 1, reason: `Help ${canary}` }))
  const reason = `Look ${canary}`
  // Each its own, for an operator is known to both sides.
  const operator = await signUpOperator(app)
  made(await operator.post(`/operator/organizations/${organization_id}/impersonate`, { reason, minutes: 5 }))
  assert.equal((await owner.post('/organizations/uen-claims', { uen: nextUen(), message: reason })).status, 202)
  return { owner, organization_id, canary }
}

/** A line of a statement that names the canary, and what is suggested for it; nobody reads the file here. */
async function fillBank({ admin }: TestApp, owner: Person, customer_id: string, canary: string): Promise<void> {
  const { organization_id } = owner
  const account = made(await owner.post('/bank-accounts', { name: `Bank ${canary}`, account_number: canary }))
  const file = {
    file_name: `${canary}.csv`,
    content: Buffer.from(`Date,Description,Amount\n03/11/2026,${canary},12.00\n`).toString('base64'),
  }
  const preview = (await owner.post(`/bank-accounts/${account.id}/preview-statement`, file)).body
  const { header_fingerprint, mapping } = preview
  const layout = { header_fingerprint, mapping: { ...mapping, payer_name: canary } }
  assert.equal((await owner.post(`/bank-accounts/${account.id}/remember-columns`, layout)).status, 200)
  const other = {
    ...file,
    content: Buffer.from(`Day,Date,Amount\nMo,03/11/2026,${canary.length}.00\n`).toString('base64'),
  }
  const { id: import_id } = made(await owner.post(`/bank-accounts/${account.id}/imports`, other))
  const { rows } = await admin.query<{ id: string }>(
    `insert into app.bank_transactions (organization_id, id, bank_account_id, bank_import_id, line, row_hash, occurrence,
       transaction_date, amount_cents, description, reference, payer_name, payer_account, created_at, updated_at)
     values ($1, $2, $3, $4, 2, $5, 1, '2026-11-03', 1200, $5, $5, $5, $5, now(), now()) returning id`,
    [organization_id, randomUUID(), account.id, import_id, canary],
  )
  await admin.query(
    `insert into app.bank_suggestions (organization_id, id, bank_transaction_id, rank, customer_id, allocations, fee_cents, score,
       reasons, created_at)
     values ($1, $2, $3, 0, $4, '[]', 0, 50, jsonb_build_array(jsonb_build_object('code', 'reference', 'detail', $5::text)), now())`,
    [organization_id, randomUUID(), rows[0]!.id, customer_id, canary],
  )
}

/** What jobs write between the operator and whoever signs up; nobody sends it. */
async function entitle({ admin }: TestApp, organization_id: string, customer_id: string, canary: string) {
  const limits = JSON.stringify({ seats: null, leads_per_month: null, invoices_per_month: null })
  await admin.query(
    `insert into app.entitlements (organization_id, plan_code, plan_name, features, limits, subscription_status, updated_at)
     values ($1, $2, $2, '[]', $3, 'active', now())`,
    [organization_id, canary, limits],
  )
  await admin.query(
    `insert into app.tenant_customers (organization_id, tenant_id, customer_id, pushed, created_at)
     values ($1, $2, $3, jsonb_build_object('plan_code', $4::text), now())`,
    [organization_id, randomUUID(), customer_id, canary],
  )
}

type Sold = { seat: string; metered: string; add_on: string }

/** Something to subscribe to. */
async function sell(owner: Person, canary: string, meter_id: string): Promise<Sold> {
  const plan = made(await owner.post('/plans', { code: canary, name: `Plan ${canary}`, is_visible: true }))
  const extra = made(await owner.post('/plans', { code: `${canary}-add`, name: `Add-on ${canary}`, kind: 'add_on' }))
  const price = async ({ id }: { id: string }, terms: object): Promise<string> =>
    made(await owner.post(`/plans/${id}/prices`, { model: 'per_seat', billing_interval: 'month', ...terms })).id
  const seat = await price(plan, { unit_amount_cents: 2_900 })
  const tiers = [{ up_to: null, unit_amount_cents: 1, flat_amount_cents: 0 }]
  const metered = await price(plan, { model: 'tiered', tiers, meter_id })
  const offer = { code: canary, name: `Offer ${canary}`, percent_off_bp: 2_000, duration: 'once' }
  made(await owner.post('/coupons', offer))
  return { seat, metered, add_on: await price(extra, { unit_amount_cents: 900 }) }
}

/** The first subscription has whatever one can have; the second is billed by use, and so has a horizon. */
async function subscribe(
  { admin }: TestApp,
  owner: Person,
  canary: string,
  customer_id: string,
  { seat, metered, add_on }: Sold,
): Promise<void> {
  assert.equal((await owner.patch('/billing-rules', { unpaid_after_days: 60 })).status, 200)
  const wanted = { customer_id, price_id: seat, quantity: 2, coupon_code: canary, add_ons: [{ price_id: add_on }] }
  const { id } = made(await owner.post('/subscriptions', wanted, { key: randomUUID() }))
  // A seat fewer on the first day leaves credit.
  const fewer = await owner.post(`/subscriptions/${id}/change`, { quantity: 1 }, { key: randomUUID() })
  assert.ok(fewer.body.subscription.credit_cents > 0, fewer.text)
  made(await owner.post(`/subscriptions/${id}/charges`, { description: `Setup ${canary}`, unit_price_cents: 500 }))
  made(await owner.post('/subscriptions', { customer_id, price_id: metered }, { key: randomUUID() }))
  const run = made(await owner.post('/renewal-runs', { is_dry_run: true }))
  await admin.query(`insert into app.renewal_skips values ($1, $2, $3, 'customer_archived')`, [
    owner.organization_id,
    run.id,
    id,
  ])
  await admin.query(
    `insert into app.invoice_subscriptions (organization_id, subscription_id, invoice_id)
     select organization_id, subscription_id, id from app.invoices where organization_id = $1 and subscription_id = $2 limit 1`,
    [owner.organization_id, id],
  )
}

/** One id of each kind of thing that an organisation has, by the noun that stands for it in addresses and fields. */
export async function idsOf(app: TestApp, { organization_id, owner }: Filled): Promise<Map<string, string>> {
  const { admin } = app
  const { rows: tables } = await admin.query<{ name: string }>(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
      and 2 = (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('id', 'organization_id'))`)
  const ids = new Map([
    ['organizations', organization_id],
    ['members', owner.id],
    ['users', owner.id],
  ])
  for (const { name } of tables) {
    const { rows } = await admin.query<{ id: string }>(
      `select id from app.${name} where organization_id = $1 order by id limit 1`,
      [organization_id],
    )
    if (rows[0]) ids.set(name.replaceAll('_', '-'), rows[0].id)
  }
  // What addresses and fields call them.
  for (const noun of ['roles', 'custom_roles']) ids.set(noun, ids.get('custom-roles')!)
  ids.set('drafts', ids.get('invoice-drafts')!)
  ids.set('stages', ids.get('lead-stages')!).set('owner_users', owner.id).set('assignee_users', owner.id)
  ids.set('imports', ids.get('lead-imports')!).set('bulk-edits', ids.get('lead-bulk-edits')!)
  const { rows: sessions } = await admin.query<{ id: string }>(
    'select id from app.sessions where user_id = $1 order by id limit 1',
    [owner.id],
  )
  ids.set('sessions', sessions[0]!.id)
  const { rows: passkeys } = await admin.query<{ id: string }>('select id from app.passkeys where user_id = $1', [
    owner.id,
  ])
  ids.set('passkeys', passkeys[0]!.id)
  const { rows: claims } = await admin.query<{ id: string }>('select id from app.uen_claims where user_id = $1', [
    owner.id,
  ])
  ids.set('uen-claims', claims[0]!.id)
  const { rows: jobs } = await admin.query<{ id: string }>(`select id::text from graphile_worker.add_job('send_mail')`)
  ids.set('jobs', jobs[0]!.id)
  ids.set('stripe-events', await addStripeEvent(app, organization_id))
  ids.set('portal', await slugOf(app, organization_id))
  const nouns: [string, string][] = [
    ['add-ons', 'subscription-add-ons'],
    ['charges', 'subscription-charges'],
    ['to_prices', 'prices'],
    ['allocations', 'payment-allocations'],
    ['sources', 'invoices'],
    ['before_plans', 'plans'],
    ['bank_accounts', 'bank-accounts'],
    ['bank_imports', 'bank-imports'],
    ['suggestions', 'bank-suggestions'],
    ['archives', 'document-archives'],
    ['cards', 'saved-cards'],
    ['promises', 'invoice-promises'],
    ['disputes', 'invoice-disputes'],
    ['forms', 'lead-forms'],
  ]
  for (const [noun, table] of nouns) ids.set(noun, ids.get(table)!)
  // What events call them.
  return ids.set('subjects', ids.get('customers')!).set('actors', owner.id)
}

/** Addresses of the customer portal name the seller by it. */
async function slugOf({ admin }: TestApp, organization_id: string): Promise<string> {
  const { rows } = await admin.query<{ slug: string }>(
    'select slug from app.organization_directory where organization_id = $1',
    [organization_id],
  )
  return rows[0]!.slug
}

/** A digest of each table's rows of an organisation: the same as long as nobody changed any of them. */
export async function digestOf({ admin }: TestApp, organization_id: string): Promise<Record<string, string>> {
  const { rows: tables } = await admin.query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
    where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' order by 1`)
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await admin.query<{ digest: string }>(
      `select count(*) || ' rows, ' || md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as digest
       from app.${name} t where organization_id = $1`,
      [organization_id],
    )
    digests[name] = rows[0]!.digest
  }
  return digests
}
