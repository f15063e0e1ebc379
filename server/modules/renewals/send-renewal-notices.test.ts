import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sendRenewalNotices } from './send-renewal-notices.ts'
import { startSeller } from '#modules/subscriptions/subscription-fixture.ts'

const { app, seller, addPrice, addCustomer, subscribe, change } = await startSeller()
await seller.patch('/billing-rules', { unpaid_after_days: 365 })
const noon = (day: string) => app.travelTo(`${day}T04:00:00Z`)
const morning = async (day: string) => {
  noon(day)
  await app.admin.query(`select graphile_worker.add_job('send_renewal_notices')`)
  await app.settle()
}
const mailsTo = async (email: string): Promise<{ subject: string; text: string; html: string }[]> =>
  (
    await app.admin.query(
      'select subject, text_body as text, html_body as html from app.mailbox_messages where recipient = $1 order by id',
      [email],
    )
  ).rows
const noticesOf = async (id: string) =>
  (await seller.get(`/events?subject_id=${id}`)).body.data.filter(
    ({ name }: { name: string }) => name === 'subscription.renewal_notice_sent',
  ).length

test('thirty days before a minimum term ends the customer is told what comes next, once', async () => {
  const email = 'term@example.com'
  const customer_id = await addCustomer({ email })
  const price_id = await addPrice({ plan: 'Team', model: 'per_seat', unit_amount_cents: 2_900 })
  const add_ons = [{ price_id: await addPrice({ kind: 'add_on', unit_amount_cents: 1_050 }) }]
  const terms = { customer_id, price_id, quantity: 3, add_ons, minimum_term_end_date: '2026-07-01' }
  const { id } = (await subscribe(terms)).body
  const gone = await addPrice({ kind: 'add_on', unit_amount_cents: 7_777 })
  const { body: added } = await seller.post(`/subscriptions/${id}/add-ons`, { price_id: gone })
  const { id: add_on_id } = added.add_ons.find((each: { price_id: string }) => each.price_id === gone)
  assert.ok((await seller.delete(`/subscriptions/${id}/add-ons/${add_on_id}`)).status < 300)
  await morning('2026-05-31')
  assert.deepEqual(await mailsTo(email), [])
  await morning('2026-06-01')
  const [mail, ...more] = await mailsTo(email)
  assert.equal(more.length, 0)
  assert.equal(mail!.subject, 'Your term for Team ends on 30 Jun 2026')
  const { name, billing_email } = (await seller.get(`/organizations/${seller.organization_id}`)).body
  for (const words of [
    `subscription to Team with ${name} ends on 30 Jun 2026.`,
    'on 1 Jul 2026 it renews until 31 Jul 2026, and then for one month after the other.',
    'It costs $97.50 a month, before GST.',
    `write to ${name} at ${billing_email} before 1 Jul 2026.`,
  ])
    assert.ok(mail!.text.includes(words), `${words}\n${mail!.text}`)
  assert.ok(!mail!.html.includes('<a '), 'nothing to click')
  await morning('2026-06-02')
  assert.deepEqual([(await mailsTo(email)).length, await noticesOf(id)], [1, 1])
})

test('a change that waits for the renewal is what the mail speaks of, and a term within a period is paid to its end', async () => {
  noon('2026-08-01')
  const email = 'pending@example.com'
  const customer_id = await addCustomer({ email })
  const large = await addPrice({ plan: 'Large', unit_amount_cents: 90_000 })
  const small = await addPrice({ plan: 'Small', billing_interval: 'quarter', unit_amount_cents: 30_000 })
  const { id } = (await subscribe({ customer_id, price_id: large, minimum_term_end_date: '2026-08-20' })).body
  assert.equal((await change(id, { price_id: small, when: 'period_end' })).body.preview.when, 'period_end')
  await morning('2026-08-02')
  const [mail] = await mailsTo(email)
  assert.match(mail!.text, /Small .* ends on 19 Aug 2026/)
  assert.match(mail!.text, /on 1 Sep 2026 it renews until 30 Nov 2026.*\$300\.00 a quarter/)
})

test('nobody is told who ends anyway, who has no address or whose seller wants none; an address that comes is used', async () => {
  noon('2026-10-01')
  const price_id = await addPrice()
  const minimum_term_end_date = '2026-11-01'
  const ends = await addCustomer({ email: 'ends@example.com' })
  const ending = (await subscribe({ customer_id: ends, price_id, minimum_term_end_date })).body.id
  assert.equal((await seller.post(`/subscriptions/${ending}/cancel`, { when: 'period_end' })).status, 200)
  const mute = await addCustomer()
  const { id } = (await subscribe({ customer_id: mute, price_id, minimum_term_end_date })).body
  await morning('2026-10-05')
  assert.deepEqual([await mailsTo('ends@example.com'), await noticesOf(ending), await noticesOf(id)], [[], 0, 0])
  const { version } = (await seller.get(`/customers/${mute}`)).body
  const given = await seller.patch(`/customers/${mute}`, { email: 'late@example.com' }, { version })
  assert.equal(given.status, 200, given.text)
  await seller.patch('/billing-rules', { renewal_notice_days: 0 })
  await morning('2026-10-06')
  assert.equal((await mailsTo('late@example.com')).length, 0)
  await seller.patch('/billing-rules', { renewal_notice_days: 90 })
  await Promise.all([morning('2026-10-07'), morning('2026-10-07')])
  assert.equal((await mailsTo('late@example.com')).length, 1)
})

test('however many terms end on a day, each customer is told, two hundred at a time, but nobody who is archived', async () => {
  noon('2026-12-01')
  const terms = { price_id: await addPrice(), minimum_term_end_date: '2027-01-01' }
  const left = await addCustomer({ email: 'left@example.com' })
  await subscribe({ ...terms, customer_id: left })
  await app.admin.query('update app.customers set archived_at = now() where id = $1', [left])
  const customer_id = await addCustomer({ email: 'many@example.com' })
  for (let made = 0; made < 201; made++) assert.equal((await subscribe({ ...terms, customer_id })).status, 201)
  noon('2026-12-02')
  const batch = () => app.asSystem(seller.organization_id, sendRenewalNotices)
  const told = async () =>
    (
      await app.admin.query(
        'select from app.subscriptions where customer_id = $1 and noticed_term_end_date is not null',
        [customer_id],
      )
    ).rowCount
  assert.deepEqual([await batch(), await told(), await batch(), await told()], [true, 200, false, 201])
  assert.deepEqual(await mailsTo('left@example.com'), [])
})
