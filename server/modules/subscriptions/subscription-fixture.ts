import { randomUUID } from 'node:crypto'
import { address, type Person, startApp, type TestApp } from '#test/support.ts'
import type { NewPrice, Price } from '#modules/plans/schemas.ts'

type Terms = Partial<NewPrice> & { plan?: string; kind?: 'plan' | 'add_on'; trial_days?: number }

/** A seller with a customer, who makes prices and subscriptions; the clock stands at noon of 1 January 2026. */
export async function startSeller(noon = '2026-01-01T04:00:00Z', changes: object = {}) {
  const app = await startApp()
  app.travelTo(noon)
  const seller = await app.signUp('owner', undefined, changes)
  return { app, seller, ...toolsOf(app, seller) }
}

export function toolsOf(app: TestApp, seller: Person) {
  const { organization_id } = seller
  const addPrice = async ({ plan = 'Team', kind = 'plan', trial_days = 0, ...terms }: Terms = {}): Promise<string> => {
    const now = '2020-01-01T00:00:00Z'
    const plan_id = randomUUID()
    await app.admin.query(
      `insert into app.plans (organization_id, id, kind, code, name, trial_days, features, limits, is_active, is_visible,
         display_order, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, '[]', '{"seats": null, "leads_per_month": null, "invoices_per_month": null}', true, true, 1, $7, $7)`,
      [organization_id, plan_id, kind, `p-${plan_id}`, plan, trial_days, now],
    )
    const price: Partial<Price> = { model: 'flat', billing_interval: 'month', ...terms } as Partial<Price>
    const id = randomUUID()
    await app.admin.query(
      `insert into app.prices (organization_id, id, plan_id, model, billing_interval, currency, unit_amount_cents, package_size, tiers,
         meter_id, available_from_date, created_at)
       values ($1, $2, $3, $4, $5, 'SGD', $6, $7, $8, $9, '2020-01-01', $10)`,
      [
        organization_id,
        id,
        plan_id,
        price.model,
        price.billing_interval,
        price.tiers ? null : (price.unit_amount_cents ?? 10_000),
        price.package_size ?? null,
        price.tiers ? JSON.stringify(price.tiers) : null,
        price.meter_id ?? null,
        now,
      ],
    )
    return id
  }
  const addCustomer = async (details: object = {}): Promise<string> =>
    (await seller.post('/customers', { name: 'Tanjong Pte. Ltd.', address, payment_terms_days: 14, ...details })).body
      .id
  return {
    addPrice,
    addCustomer,
    subscribe: (body: object) => seller.post('/subscriptions', body, { key: randomUUID() }),
    change: (id: string, body: object) => seller.post(`/subscriptions/${id}/change`, body, { key: randomUUID() }),
    preview: (id: string, body: object) => seller.post(`/subscriptions/${id}/preview-change`, body),
    invoicesOf: async (customer_id: string) =>
      (await seller.get(`/invoices?customer_id=${customer_id}&limit=100`)).body.data.toReversed(),
  }
}
