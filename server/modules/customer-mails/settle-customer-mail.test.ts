import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, made, startApp } from '#test/support.ts'
import { settleCustomerMail } from './settle-customer-mail.ts'

const app = await startApp()

/** A mail that has been on its way to the mail server so many times. */
async function underWay(attempts: number) {
  const seller = await app.signUp()
  const customer = made(await seller.post('/customers', { name: 'Kopi Kaki', address, email: 'ap@kaki.example' }))
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]
  const key = () => ({ key: randomUUID() })
  const { id } = made(await seller.post('/invoices', { customer_id: customer.id, lines }, key()))
  const { body: mail } = await seller.post(`/invoices/${id}/send`, {}, key())
  await app.settle()
  await app.admin.query(
    `update app.customer_mails set status = 'sending', attempts = $2, settled_at = null where id = $1`,
    [mail.id, attempts],
  )
  const turnedAway = () =>
    app.asSystem(seller.organization_id, (ctx) =>
      settleCustomerMail(ctx, mail.id, { status: 'queued', failure: 'Come back later' }),
    )
  const mailNow = async () => (await seller.get(`/invoices/${id}/mails`)).body.data[0]
  const failed = async () => (await seller.events()).filter(({ name }) => name === 'customer_mail.failed').length
  return { turnedAway, mailNow, failed }
}

test('a mail server that says later is asked seven times, and then the mail is given up and says why', async () => {
  const sixth = await underWay(6)
  assert.equal(await sixth.turnedAway(), true)
  assert.equal((await sixth.mailNow()).status, 'queued')
  assert.equal(await sixth.failed(), 0)

  const seventh = await underWay(7)
  assert.equal(await seventh.turnedAway(), false)
  const { status, failure, settled_at } = await seventh.mailNow()
  assert.deepEqual([status, failure, settled_at], ['failed', 'Come back later', '2026-11-22T04:00:00Z'])
  assert.equal(await seventh.failed(), 1)
})
