import { bankFixture } from '#modules/bank/bank-fixture.ts'
import type { TestApp } from './support.ts'

/** A request for each change of what the bank says, and of what becomes of it. */
export function changesOfBank(app: TestApp) {
  const bank = bankFixture(app)
  const withMoney = async () => {
    const seller = await bank.seller()
    const invoice = await seller.issue(10_000)
    await seller.importRows([['22/11/2026', 'PAYNOW', '109.00']])
    const [money] = await seller.transactions()
    return { ...seller, invoice, money, path: `/bank-transactions/${money.id}` }
  }
  return {
    'POST /bank-accounts': async () => ({
      path: '/bank-accounts',
      headers: (await app.signUp()).headers,
      body: { name: 'DBS current account' },
    }),
    'PATCH /bank-accounts/:id': async () => {
      const { headers, account } = await bank.seller()
      return {
        headers: { ...headers, 'if-match': '"1"' },
        path: `/bank-accounts/${account.id}`,
        body: { account_number: '072-123456-7' },
      }
    },
    'POST /bank-accounts/:id/archive': async () => {
      const { headers, account } = await bank.seller()
      return { headers, path: `/bank-accounts/${account.id}/archive` }
    },
    'POST /bank-accounts/:id/restore': async () => {
      const { headers, account, owner } = await bank.seller()
      await owner.post(`/bank-accounts/${account.id}/archive`)
      return { headers, path: `/bank-accounts/${account.id}/restore` }
    },
    'POST /bank-accounts/:id/remember-columns': async () => {
      const { headers, account, layout } = await bank.seller()
      return { headers, path: `/bank-accounts/${account.id}/remember-columns`, body: layout }
    },
    'POST /bank-accounts/:id/imports': async () => {
      const { headers, account, fileOf } = await bank.seller()
      return { headers, path: `/bank-accounts/${account.id}/imports`, body: fileOf([['03/11/2026', 'X', '1.00']]) }
    },
    'POST /bank-imports/:id/take-back': async () => {
      const { headers, importRows } = await bank.seller()
      return { headers, path: `/bank-imports/${(await importRows([['03/11/2026', 'X', '1.00']])).id}/take-back` }
    },
    'POST /bank-transactions/start-matching': async () => ({
      path: '/bank-transactions/start-matching',
      headers: (await bank.seller()).headers,
    }),
    'POST /bank-transactions/:id/accept': async () => {
      const { headers, path } = await withMoney()
      return { headers, path: `${path}/accept`, body: {} }
    },
    'POST /bank-transactions/:id/allocate': async () => {
      const { headers, path, customer, invoice } = await withMoney()
      const allocations = [{ invoice_id: invoice.id, amount_cents: 10_900 }]
      return { headers, path: `${path}/allocate`, body: { customer_id: customer.id, allocations } }
    },
    'POST /bank-transactions/:id/ignore': async () => {
      const { headers, path } = await withMoney()
      return { headers, path: `${path}/ignore`, body: { note: 'Interest' } }
    },
    'POST /bank-transactions/:id/hold': async () => {
      const { headers, path } = await withMoney()
      return { headers, path: `${path}/hold`, body: { held_until: '2026-12-24' } }
    },
    'POST /bank-transactions/:id/reopen': async () => {
      const { headers, path, owner } = await withMoney()
      await owner.post(`${path}/ignore`, { note: 'Interest' })
      return { headers, path: `${path}/reopen` }
    },
    'POST /bank-transactions/:id/undo-match': async () => {
      const { headers, path, owner, customer } = await withMoney()
      await owner.post(`${path}/allocate`, { customer_id: customer.id, allocations: [] })
      return { headers, path: `${path}/undo-match`, body: { reason: 'A mistake' } }
    },
  }
}
