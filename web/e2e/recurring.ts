import { type Page, test } from '@playwright/test'
import { apiOf, type Company } from './fixtures.ts'
import { salesOf } from './sales.ts'

/** Plans, prices and subscriptions of a company, made through the API. */
export function recurringOf(page: Page, company: Company) {
  const api = apiOf(page.request, test.info().project.use.baseURL)
  const sales = salesOf(page, company)
  const tenant = { 'x-organization-id': company.id }
  const once = () => ({ ...tenant, 'idempotency-key': crypto.randomUUID() })
  const post = (path: string, data: object = {}) => api.post(path, data, once())

  async function addPrice(name: string, terms: object = {}, plan: object = {}): Promise<string> {
    const code = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${crypto.randomUUID().slice(0, 8)}`
    const { id } = await post('/plans', { code, name, ...plan })
    return addPriceOf(id, terms)
  }
  const addPriceOf = async (plan_id: string, terms: object = {}): Promise<string> =>
    (
      await post(`/plans/${plan_id}/prices`, {
        model: 'per_seat',
        billing_interval: 'month',
        unit_amount_cents: 2_000,
        ...terms,
      })
    ).id

  return {
    ...sales,
    post,
    addPrice,
    subscribe: async (price_id: string, input: object = {}, customer: object = {}) => {
      const { id } = await sales.addCustomer(customer)
      return post('/subscriptions', { customer_id: id, price_id, ...input })
    },
  }
}

/** A day so many days from today, by the calendar of Singapore. */
export function dayFromToday(days: number): string {
  const day = new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000)
  return day.toISOString().slice(0, 10)
}
