import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { address, type TestApp } from '#test/support.ts'

export type Row = [day: string, text: string, amount: string]

/** A seller with one customer, a bank account, and a way to import what the bank says. */
export function bankFixture(app: TestApp) {
  const seller = async (name = 'Kopi Kaki Pte. Ltd.') => {
    const owner = await app.signUp()
    const { body: customer } = await owner.post('/customers', { name, address })
    const { body: account } = await owner.post('/bank-accounts', { name: 'DBS current account' })

    const issue = async (unit_price_cents: number, more: object = {}) => {
      const lines = [{ description: 'Work', quantity: '1', unit_price_cents }]
      const input = { customer_id: customer.id, lines, ...more }
      const { status, body, text } = await owner.post('/invoices', input, { key: randomUUID() })
      assert.equal(status, 201, text)
      return body
    }
    const fileFrom = (text: string, file_name = 'november.csv') => ({
      file_name,
      content: Buffer.from(text).toString('base64'),
    })
    const fileOf = (rows: Row[]) =>
      fileFrom(`Date,Description,Amount\n${rows.map((row) => row.join(',')).join('\n')}\n`)
    const sendFile = (file: object) => owner.post(`/bank-accounts/${account.id}/imports`, file)
    const importFile = async (file: object) => {
      const { status, body, text } = await sendFile(file)
      assert.ok(status < 300, text)
      await app.settle()
      return (await owner.get(`/bank-imports/${body.id}`)).body
    }
    const importRows = (rows: Row[]) => importFile(fileOf(rows))
    const transactions = async (query = '') => (await owner.get(`/bank-transactions?limit=100${query}`)).body.data
    const layout = {
      header_fingerprint: 'abc',
      mapping: {
        date: 'Tarikh',
        amount: 'Jumlah',
        credit: null,
        debit: null,
        description: ['Butir'],
        reference: [],
        payer_name: null,
        payer_account: null,
        balance: null,
        date_order: 'day_first',
      },
    }
    const { headers } = owner
    return {
      owner,
      headers,
      customer,
      account,
      issue,
      fileFrom,
      fileOf,
      sendFile,
      importFile,
      importRows,
      transactions,
      layout,
    }
  }
  return { seller }
}
