import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type Answer, address, type Person, type TestApp } from './support.ts'

export type Filled = { owner: Person; organization_id: string; canary: string }

/**
 * Two organisations with the same things in them, made as people make them, through the API. Whoever adds a tenant
 * table lets `fill` make a row there. The canary is in every text of an organisation: where it turns up, it leaked.
 */
export async function seedTwoOrganizations(app: TestApp): Promise<{ acme: Filled; beta: Filled }> {
  return { acme: await fill(app, 'acmecanary'), beta: await fill(app, 'betacanary') }
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
  const payment = { invoice_id: invoice.id, amount_cents: 10, method: 'cash', reference: `Cash ${canary}` }
  made(await owner.post('/payments', payment, { key: randomUUID() }))
  return { owner, organization_id, canary }
}

function made({ status, body, text }: Answer): { id: string } {
  assert.equal(status, 201, text)
  return body
}
