import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, made, startApp } from '#test/support.ts'

// verbs: note-mail-report, receive-mail-reports

const secret = 'a secret of the mail provider'
const app = await startApp({ env: { MAIL_WEBHOOK_SECRET: secret } })
const bearer = { authorization: `Bearer ${secret}` }
const report = (reports: object[], headers: Record<string, string> = bearer) =>
  app.request('POST', '/webhooks/mail', { reports }, { headers })

async function withMail() {
  const seller = await app.signUp()
  const email = `ap-${randomUUID()}@kaki.example`
  const customer = made(await seller.post('/customers', { name: 'Kopi Kaki', address, email }))
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]
  const key = () => ({ key: randomUUID() })
  const { id } = made(await seller.post('/invoices', { customer_id: customer.id, lines }, key()))
  const { body: mail } = await seller.post(`/invoices/${id}/send`, {}, key())
  await app.settle()
  return {
    seller,
    email,
    customer,
    message_id: `<${mail.id}.${seller.organization_id}@merlion.example>`,
    mailNow: async () => (await seller.get(`/invoices/${id}/mails`)).body.data[0],
    returned: async () => (await seller.get(`/customers/${customer.id}/returned-mails`)).body.data,
  }
}

test('what the provider reports stands at the mail, once, whichever order it comes in', async () => {
  const { seller, message_id, mailNow, returned } = await withMail()
  const { body } = await report([
    { message_id, kind: 'opened' },
    { message_id, kind: 'delivered' },
    { message_id, kind: 'opened' },
    { message_id: '<somebody-elses@example.com>', kind: 'bounced' },
  ])
  assert.equal(body.noted_count, 3)
  const { delivered_at, opened_at, bounced_at } = await mailNow()
  assert.deepEqual([delivered_at, opened_at, bounced_at], ['2026-11-22T04:00:00Z', '2026-11-22T04:00:00Z', null])
  const names = (await seller.events()).map(({ name }) => name).filter((name) => name.startsWith('customer_mail'))
  assert.deepEqual(names, ['customer_mail.sent', 'customer_mail.opened', 'customer_mail.delivered'])
  assert.deepEqual(await returned(), [])
})

test('a mail that came back warns at its customer until the address is another', async () => {
  const { seller, email, customer, message_id, mailNow, returned } = await withMail()
  const basic = { authorization: `Basic ${Buffer.from(`postmark:${secret}`).toString('base64')}` }
  await report([{ message_id, kind: 'bounced', detail: '550 No such user' }], basic)
  assert.equal((await mailNow()).return_reason, '550 No such user')
  const [warning] = await returned()
  assert.deepEqual([warning.recipient, warning.return_reason], [email, '550 No such user'])
  await seller.patch(`/customers/${customer.id}`, { email: 'new@kaki.example' }, { version: 1 })
  assert.deepEqual(await returned(), [])
})

test('without the secret nothing is noted, nothing of another organisation, and without one set nothing is there', async () => {
  const { message_id, mailNow } = await withMail()
  for (const authorization of ['', 'Bearer wrong', `Basic ${secret}`, 'Basic'])
    assert.equal((await report([{ message_id, kind: 'bounced' }], { authorization })).status, 401)
  const other = await app.signUp()
  const forged = message_id.replace(/\.[\da-f-]{36}@/, `.${other.organization_id}@`)
  assert.equal((await report([{ message_id: forged, kind: 'bounced' }])).status, 200)
  assert.equal(
    (await report([{ message_id: message_id.replace(/\.[\da-f-]{36}@/, `.${randomUUID()}@`), kind: 'bounced' }]))
      .status,
    200,
  )
  assert.equal((await mailNow()).bounced_at, null)
  const bare = await startApp()
  const { status } = await bare.request('POST', '/webhooks/mail', { reports: [{ message_id, kind: 'bounced' }] })
  assert.equal(status, 404)
})
