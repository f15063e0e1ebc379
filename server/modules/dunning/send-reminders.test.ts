// verbs: send-reminders write-notice still-due remind-customer pause-dunning record-promise open-dispute resolve-dispute customer-dunning take-customer-mail settle-customer-mail queue-customer-mail
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startLadder } from './dunning-fixture.ts'

const { app, seller, addCustomer, bill, pay, at, morning, mailsTo } = await startLadder()
const subjects = async (email: string) => (await mailsTo(email)).map(({ subject }) => subject.split(/[: ]/)[0])

test('one mail lists everything overdue with its papers and the sum, once a step, and the next step comes in its time', async () => {
  const { id, email } = await addCustomer()
  const first = await bill(id, '2026-01-10')
  const second = await bill(id, '2026-01-12', 20_000)
  await bill(id, '2026-03-30')
  await morning('2026-01-12')
  assert.deepEqual(await mailsTo(email), [])
  await morning('2026-01-13')
  await morning('2026-01-14')
  const [mail, ...more] = await mailsTo(email)
  assert.equal(more.length, 0)
  assert.match(mail!.subject, /: \$327\.00 is due$/)
  assert.ok(mail!.text.includes(`${first.number} was due on 10 Jan 2026, 3 days late: $109.00`), mail!.text)
  assert.ok(mail!.text.includes(`${second.number} was due on 12 Jan 2026, 1 day late: $218.00\nTotal: $327.00`))
  assert.deepEqual(mail!.files, [`${first.number}.pdf`, `${second.number}.pdf`])
  // The younger one reaches its first step and brings no mail of its own.
  await morning('2026-01-15')
  assert.equal((await mailsTo(email)).length, 1)
  await morning('2026-01-24')
  await morning('2026-02-09')
  assert.deepEqual(await subjects(email), ['A', 'Overdue', 'Final'])
  // The oldest has nothing more to hear: now the younger one leads.
  await morning('2026-02-10')
  await morning('2026-02-11')
  assert.deepEqual(await subjects(email), ['A', 'Overdue', 'Final', 'Final'])
  await morning('2026-02-12')
  assert.equal((await mailsTo(email)).length, 4)
  const { body } = await seller.get(`/customers/${id}/dunning`)
  assert.deepEqual(
    body.notices.map(({ status, tone }: { status: string; tone: string }) => [status, tone]).toReversed(),
    [
      ['sent', 'friendly'],
      ['sent', 'firm'],
      ['sent', 'final'],
      ['sent', 'final'],
    ],
  )
  assert.equal(body.amount_overdue_cents, 32_700)
})

test('a reminder leads to the invoices in the portal, where that is open and shows them, with the address filled in', async () => {
  let count = 0
  const linkOf = async (changes: object) => {
    at('2026-01-28')
    await seller.patch('/portal-settings', changes)
    const email = `ap+late-${++count}@example.com`
    const { id } = await addCustomer({ email })
    await bill(id, '2026-01-30')
    at('2026-02-01')
    assert.equal((await seller.post(`/customers/${id}/remind`)).status, 201)
    await app.settle()
    const [mail] = await mailsTo(email)
    return /http\S+\/portal\/\S+/.exec(mail?.text ?? '')?.[0]
  }
  assert.equal(await linkOf({ is_enabled: false }), undefined)
  assert.equal(await linkOf({ is_enabled: true, modules: ['statement'] }), undefined)
  const link = await linkOf({ is_enabled: true, modules: ['invoices'] })
  const { pathname, hash } = new URL(link!)
  assert.match(pathname, /^\/portal\/[^/]+\/invoices$/)
  assert.match(new URLSearchParams(hash.slice(1)).get('email')!, /^ap\+late-3@example\.com$/)
  const { body } = await seller.post('/dunning-settings/preview', {
    days: 3,
    tone: 'friendly',
    subject: 'S',
    text: 'T',
  })
  assert.ok(body.text.includes('/invoices#email='), body.text)
  await seller.patch('/portal-settings', { is_enabled: false })
})

test('says nothing by itself of an invoice whose card is being tried, and does once it is tried no more', async () => {
  at('2026-02-15')
  const { id, email } = await addCustomer()
  const invoice = await bill(id, '2026-02-16')
  await app.admin.query(
    `insert into app.card_collections (organization_id, invoice_id, customer_id, status, next_try_at, created_at, updated_at)
     values ($1, $2, $3, 'due', now(), now(), now())`,
    [seller.organization_id, invoice.id, id],
  )
  await morning('2026-02-20')
  assert.deepEqual(await mailsTo(email), [])
  await app.admin.query(
    `update app.card_collections set status = 'stopped', stop_reason = 'used_up', next_try_at = null where invoice_id = $1`,
    [invoice.id],
  )
  await morning('2026-02-21')
  assert.equal((await mailsTo(email)).length, 1)
})

test('stops at once when it is paid, promised, disputed or the customer is paused, and goes on afterwards', async () => {
  at('2026-03-01')
  const [paid, promised, disputed, paused] = await Promise.all(Array.from({ length: 4 }, () => addCustomer()))
  const of = async ({ id }: { id: string }) => (await bill(id, '2026-03-02')).id
  await pay(await of(paid!), 10_900)
  const kept = await of(promised!)
  const { body: promise } = await seller.post(`/invoices/${kept}/promises`, {
    promised_date: '2026-03-07',
    note: 'Mei',
  })
  assert.equal(promise.status, 'open')
  const wrong = await of(disputed!)
  const { body: dispute } = await seller.post(`/invoices/${wrong}/disputes`, { reason: 'Not delivered' })
  assert.equal(
    (await seller.post(`/invoices/${wrong}/disputes`, { reason: 'Twice' })).body.code,
    'dunning.already_disputed',
  )
  await of(paused!)
  const pause = { until_date: '2026-03-08', reason: 'Asked for time' }
  assert.equal((await seller.post(`/customers/${paused!.id}/pause-dunning`, pause)).body.pause.reason, 'Asked for time')
  const all = async () =>
    Promise.all([paid, promised, disputed, paused].map(async (one) => (await mailsTo(one!.email)).length))
  await morning('2026-03-05')
  await morning('2026-03-07')
  assert.deepEqual(await all(), [0, 0, 0, 0])
  // Not written and then held back, which would fill the record with what was never meant.
  const written = await app.admin.query('select 1 from app.dunning_notices where customer_id = any($1)', [
    [paid, promised, disputed, paused].map((one) => one!.id),
  ])
  assert.equal(written.rowCount, 0)
  assert.equal((await seller.get(`/invoices/${kept}/dunning`)).body.state, 'promised')
  assert.equal((await seller.get(`/invoices/${wrong}/dunning`)).body.state, 'disputed')
  await morning('2026-03-08')
  const { body: after } = await seller.get(`/invoices/${kept}/dunning`)
  assert.deepEqual([after.state, after.promises[0].status, after.notices.length], ['waiting', 'broken', 1])
  assert.deepEqual(await all(), [0, 1, 0, 0])
  await seller.post(`/disputes/${dispute.id}/resolve`, { resolution: 'Delivered again' })
  const twice = await seller.post(`/disputes/${dispute.id}/resolve`, { resolution: 'Again' })
  assert.equal(twice.body.code, 'dunning.already_resolved')
  await morning('2026-03-09')
  assert.deepEqual(await all(), [0, 1, 1, 1])
})

test('two workers, a job that runs again and one that was killed send no second mail', async () => {
  at('2026-04-01')
  const { id, email } = await addCustomer()
  await bill(id, '2026-04-02')
  app.travelTo('2026-04-06T01:00:00Z')
  for (let i = 0; i < 4; i++)
    await app.admin.query(`select graphile_worker.add_job('send_reminders') from generate_series(1, 3)`)
  await app.settle()
  assert.equal((await mailsTo(email)).length, 1)
  const { rows } = await app.admin.query(`select id from app.customer_mails where customer_id = $1`, [id])
  assert.equal(rows.length, 1)
  const payload = JSON.stringify({ organization_id: seller.organization_id, customer_mail_id: rows[0].id })
  const deliver = () => app.admin.query(`select graphile_worker.add_job('deliver_customer_mail', $1)`, [payload])
  await Promise.all([deliver(), deliver()])
  await app.settle()
  assert.equal((await mailsTo(email)).length, 1)
  // As a process leaves it that dies between claim and answer.
  await app.admin.query(`update app.customer_mails set status = 'sending', settled_at = null where id = $1`, [
    rows[0].id,
  ])
  await app.admin.query(`delete from app.mailbox_messages where recipient = $1`, [email])
  await deliver()
  await app.settle()
  assert.deepEqual(await mailsTo(email), [])
  const [notice] = (await seller.get(`/customers/${id}/dunning`)).body.notices
  assert.deepEqual([notice.status, /may have arrived/.test(notice.failure)], ['failed', true])
})

test('a reminder that waits for the mail server is cancelled when the money comes, and the next tells the truth', async () => {
  at('2026-05-01')
  const { id, email } = await addCustomer()
  const invoice = await bill(id, '2026-05-02')
  await bill(id, '2026-05-02', 5_000)
  at('2026-05-06')
  const { send } = { send: () => seller.post(`/customers/${id}/remind`) }
  // Nobody works off the queue yet, so both are there before the mail goes out.
  const sent = await send()
  assert.equal(sent.status, 201, sent.text)
  assert.equal((await send()).body.code, 'dunning.reminded_today')
  await app.admin.query(`delete from graphile_worker._private_jobs`)
  await pay(invoice.id, 10_900)
  const { rows } = await app.admin.query(`select id from app.customer_mails where source_id = $1`, [sent.body.id])
  const payload = JSON.stringify({ organization_id: seller.organization_id, customer_mail_id: rows[0].id })
  await app.admin.query(`update app.customer_mails set status = 'queued', settled_at = null where id = $1`, [
    rows[0].id,
  ])
  await app.admin.query(`delete from app.mailbox_messages where recipient = $1`, [email])
  await app.admin.query(`select graphile_worker.add_job('deliver_customer_mail', $1)`, [payload])
  await app.settle()
  assert.deepEqual(await mailsTo(email), [])
  await morning('2026-05-07')
  const [mail] = await mailsTo(email)
  assert.match(mail!.text, /Total: \$54\.50/)
})

test('nobody without an address, of a seller who wants none, or of another seller is written to', async () => {
  at('2026-06-01')
  const mute = await addCustomer({ email: null })
  await bill(mute.id, '2026-06-02')
  assert.equal((await seller.post(`/customers/${mute.id}/remind`)).body.code, 'dunning.no_recipient')
  const prompt = await addCustomer()
  assert.equal((await seller.post(`/customers/${prompt.id}/remind`)).body.code, 'dunning.nothing_overdue')
  const { id, email } = await addCustomer()
  await bill(id, '2026-06-02')
  await seller.patch('/dunning-settings', { is_enabled: false })
  await morning('2026-06-06')
  assert.deepEqual(await mailsTo(email), [])
  assert.equal((await seller.get(`/customers/${id}/dunning`)).body.next_notice, null)
  assert.equal((await seller.post(`/customers/${id}/remind`)).status, 201)
  await app.settle()
  assert.equal((await mailsTo(email)).length, 1)
})
