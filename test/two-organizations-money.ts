import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { buildArchive } from '#app/bulk-jobs.ts'
import { made } from './support.ts'
import type { Person, TestApp } from './support.ts'

/** Money that settles nothing, some of it given back, and an invoice that was too high. */
export async function moveMoney(owner: Person, canary: string, customer_id: string, invoice_id: string): Promise<void> {
  const key = () => ({ key: randomUUID() })
  const more = { customer_id, amount_cents: 500, method: 'paynow', payer_name: `KAKI ${canary}` }
  const { id } = made(await owner.post('/payments', more, key()))
  const back = { amount_cents: 100, method: 'paynow', reason: `Too much ${canary}`, reference: canary }
  made(await owner.post(`/payments/${id}/refunds`, back, key()))
  made(await owner.post('/credit-notes', { invoice_id, amount_cents: 20, reason: `Less ${canary}` }, key()))
  const { xero } = (await owner.get('/accounting-settings')).body
  assert.equal(
    (await owner.patch('/accounting-settings', { xero: { ...xero, revenue_account: canary.slice(0, 10) } })).status,
    200,
  )
  assert.equal((await owner.get('/accounting-exports/file?system=xero&content=invoices')).status, 200)
  assert.equal((await owner.patch('/payment-settings', { is_credit_applied: false })).status, 200)
}

/** What is written when Stripe has answered, which the walks do not ask. */
export async function leaveCard(
  { admin }: TestApp,
  organization_id: string,
  customer_id: string,
  invoice_id: string,
  canary: string,
) {
  await admin.query(`insert into app.stripe_customers values ($1, $2, $3, now())`, [
    organization_id,
    customer_id,
    `cus_${canary}`,
  ])
  await admin.query(
    `insert into app.saved_cards (organization_id, id, customer_id, stripe_payment_method_id, brand, last4, exp_month, exp_year, created_at)
     values ($1, uuidv7(), $2, $3, $3, '4242', 12, 2034, now())`,
    [organization_id, customer_id, `pm_${canary}`],
  )
  await admin.query(
    `insert into app.online_payments (organization_id, id, invoice_id, customer_id, kind, amount_cents, status, saves_card, url, created_at, updated_at)
     values ($1, uuidv7(), $2, $3, 'checkout', 100, 'open', false, $4, now(), now())`,
    [organization_id, invoice_id, customer_id, `https://pay.example/${canary}`],
  )
  await admin.query(
    `insert into app.stripe_connections (organization_id, is_live, account_name, connected_at, updated_at)
     values ($1, false, $2, now(), now())`,
    [organization_id, canary],
  )
  await admin.query(
    `insert into app.card_setups (organization_id, id, customer_id, status, url, expires_at, created_at)
     values ($1, uuidv7(), $2, 'open', $3, now(), now())`,
    [organization_id, customer_id, `https://card.example/${canary}`],
  )
  await admin.query(
    `insert into app.card_collections (organization_id, invoice_id, customer_id, status, stop_reason, created_at, updated_at)
     values ($1, $2, $3, 'stopped', 'by_hand', now(), now())`,
    [organization_id, invoice_id, customer_id],
  )
  await admin.query(
    `insert into app.card_disputes (organization_id, id, online_payment_id, stripe_dispute_id, amount_cents, reason, status, opened_at, updated_at)
     select organization_id, uuidv7(), id, $2, 100, $2, 'open', now(), now() from app.online_payments where organization_id = $1`,
    [organization_id, `du_${canary}`],
  )
  await admin.query(
    `insert into app.online_refunds
     select r.organization_id, r.id, p.id, $2, now() from app.refunds r, app.online_payments p
     where r.organization_id = $1 and p.organization_id = $1`,
    [organization_id, `re_${canary}`],
  )
}

/** A reminder of an invoice that is late, and what was said about it. */
export async function chase({ admin }: TestApp, owner: Person, canary: string, customer_id: string, input: object) {
  assert.equal((await owner.patch('/dunning-settings', { is_enabled: true })).status, 200)
  const late = made(await owner.post('/invoices', input, { key: randomUUID() }))
  await admin.query('update app.invoices set issue_date = issue_date - 40, due_date = issue_date - 9 where id = $1', [
    late.id,
  ])
  const interest = { is_enabled: true, minimum_cents: 0, grace_days: 0, starts_on_date: '2020-01-01' }
  assert.equal((await owner.patch('/interest-settings', interest)).status, 200)
  assert.equal((await owner.patch(`/customers/${customer_id}/interest-terms`, { rate_bp: 900 })).status, 200)
  made(await owner.post(`/invoices/${late.id}/waive-interest`, { reason: `Kind ${canary}` }))
  made(await owner.post(`/customers/${customer_id}/remind`))
  const pause = await owner.post(`/customers/${customer_id}/pause-dunning`, { reason: `Wait ${canary}` })
  assert.equal(pause.status, 200, pause.text)
  made(await owner.post(`/invoices/${late.id}/promises`, { promised_date: '2040-01-01', note: `Mei ${canary}` }))
  made(await owner.post(`/invoices/${late.id}/disputes`, { reason: `Wrong ${canary}` }))
}

/** A customer in their portal, and a link on its way. */
export async function visit({ admin }: TestApp, owner: Person, canary: string, customer_id: string): Promise<void> {
  assert.equal((await owner.patch('/portal-settings', { is_enabled: true })).status, 200)
  const row = [owner.organization_id, `ap-${canary}@example.com`, customer_id]
  await admin.query(
    `insert into app.portal_links (organization_id, token_hash, email, customer_id, created_at, expires_at)
     values ($1, sha256($2::text::bytea), $2::text, $3, now(), now())`,
    row,
  )
  await admin.query(
    `insert into app.portal_sessions (organization_id, id, customer_id, email, token_hash, device, created_at, last_used_at)
     values ($1, uuidv7(), $3, $2::text, sha256($2::text::bytea), $2::text, now(), now())`,
    row,
  )
}

/** A total that is billed in parts, with its first part. */
export async function agreeOn(owner: Person, canary: string, input: object): Promise<void> {
  const draft = made(await owner.post('/invoice-drafts', input))
  const title = { title: `Kitchen ${canary}` }
  const { id } = made(await owner.post(`/invoice-drafts/${draft.id}/agree`, title, { key: randomUUID() }))
  const part = { kind: 'deposit', percent_bp: 3_000, label: `First ${canary}` }
  made(await owner.post(`/agreements/${id}/bill-part`, part, { key: randomUUID() }))
}

/** What concerns many documents at once; one file of them is ready, for it is read by the walks. */
export async function gather({ parts }: TestApp, owner: Person, invoice_id: string): Promise<void> {
  const archive = await owner.post('/document-archives', { ids: [invoice_id] })
  assert.equal(archive.status, 202, archive.text)
  const batch = await owner.post('/invoice-batches/mark-sent', { ids: [invoice_id] }, { key: randomUUID() })
  assert.equal(batch.status, 202, batch.text)
  assert.equal((await owner.post(`/invoices/${invoice_id}/mark-sent`)).status, 200)
  await buildArchive(parts, owner.organization_id, archive.body.id)
}
