import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, startApp } from '#test/support.ts'

const app = await startApp()
const seller = await app.signUp()
const issue = async (email: string | null) => {
  const { body: customer } = await seller.post('/customers', { name: 'Kopi Kaki', address, email })
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]
  return (await seller.post('/invoices', { customer_id: customer.id, lines }, { key: randomUUID() })).body
}
const send = (id: string, body: object = {}) => seller.post(`/invoices/${id}/send`, body, { key: randomUUID() })

test('mails the invoice with its PDF once, however often it is asked for, and says that it was sent', async () => {
  const { id, number } = await issue('ap@kaki.example')
  const answers = await Promise.all([send(id), send(id), send(id)])
  assert.deepEqual(
    answers.map(({ status }) => status),
    [202, 202, 202],
  )
  await app.settle()
  const { data } = (await seller.get(`/invoices/${id}/mails`)).body
  const { rows } = await app.admin.query(
    `select subject, attachments -> 0 ->> 'filename' as file, length(attachments -> 0 ->> 'content') as size
     from app.mailbox_messages where recipient = 'ap@kaki.example'`,
  )
  assert.equal(rows.length, data.length)
  assert.equal(rows[0].file, `${number}.pdf`)
  assert.ok(rows[0].size > 5_000 && rows[0].subject.startsWith(`Invoice ${number} from `), rows[0].subject)
  assert.equal(data[0].status, 'sent')
  assert.ok((await seller.events()).some(({ name }) => name === 'customer_mail.sent'))
})

test('is refused without an address and for what is void', async () => {
  const { id } = await issue(null)
  assert.equal((await send(id)).body.code, 'invoices.no_recipient')
  assert.equal((await send(id, { to: 'other@kaki.example' })).status, 202)
  await seller.post(`/invoices/${id}/void`, { reason: 'Twice' })
  assert.equal((await send(id, { to: 'other@kaki.example' })).body.code, 'invoices.not_open')
})
