import { type Page, test } from '@playwright/test'
import { apiOf, type Company, expect } from './fixtures.ts'

export const address = { line1: '1 Raffles Place', line2: '#20-61', postal_code: '048616', country: 'SG' }
export const hosting = { description: 'Hosting', quantity: '2', unit: 'month', unit_price_cents: 50_000 }

/** What a company sells, made through the API: specs make what they change, so none depends on another. */
export function salesOf(page: Page, company: Company) {
  const api = apiOf(page.request, test.info().project.use.baseURL)
  const tenant = { 'x-organization-id': company.id }
  const once = () => ({ ...tenant, 'idempotency-key': crypto.randomUUID() })
  const addCustomer = (input: object = {}) =>
    api.post(
      '/customers',
      { name: 'Kopi Kaki Pte. Ltd.', kind: 'business', address, payment_terms_days: 14, ...input },
      once(),
    )

  return {
    addCustomer,
    addCustomers: (count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          addCustomer({ name: `Customer ${String(index + 1).padStart(3, '0')}` }),
        ),
      ),
    get: (path: string) => api.get(path, tenant),
    patch: (path: string, changes: object, version: number) =>
      api.patch(path, changes, { ...tenant, 'if-match': `"${version}"` }),
    async addDraft(input: object = {}) {
      const { id } = await addCustomer()
      return api.post('/invoice-drafts', { customer_id: id, lines: [hosting], ...input }, once())
    },
    async issueInvoice(input: object = {}) {
      const { id } = await addCustomer()
      return api.post('/invoices', { customer_id: id, lines: [hosting], ...input }, once())
    },
    issueFor: (customer_id: string) => api.post('/invoices', { customer_id, lines: [hosting] }, once()),
    patchSettings: (path: string, changes: object) => api.patch(path, changes, tenant),
    payUrl: async (invoice_id: string) => (await api.get(`/invoices/${invoice_id}/pay-link`, tenant)).url as string,
    voidInvoice: (id: string) => api.post(`/invoices/${id}/void`, { reason: 'A mistake' }, tenant),
    issueDraft: (id: string) => api.post(`/invoice-drafts/${id}/issue`, {}, once()),
    addBankAccount: (name = 'DBS current account') => api.post('/bank-accounts', { name }, tenant),
    /** Waits until it is read and matched. */
    async importStatement(account_id: string, text: string) {
      const file = { file_name: 'november.csv', content: Buffer.from(text).toString('base64') }
      const { id } = await api.post(`/bank-accounts/${account_id}/imports`, file, tenant)
      await expect(async () => expect((await api.get(`/bank-imports/${id}`, tenant)).status).toBe('completed')).toPass()
      return id
    },
    acceptSuggestion: (id: string) => api.post(`/bank-transactions/${id}/accept`, {}, tenant),
    /** Money that settles no invoice yet. */
    recordCredit: (customer_id: string, amount_cents: number) =>
      api.post('/payments', { customer_id, amount_cents, method: 'paynow', allocations: [] }, once()),
    recordPayment: (invoice_id: string, amount_cents: number) =>
      api.post('/payments', { invoice_id, amount_cents, method: 'paynow' }, once()),
  }
}

/** Answers a call with a refusal until it is let go. */
export async function failCalls(page: Page, pattern: string | RegExp): Promise<() => Promise<void>> {
  const problem = { title: 'Refused', detail: 'The database is resting.', code: 'internal', status: 500 }
  await page.route(pattern, (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  )
  return () => page.unroute(pattern)
}
