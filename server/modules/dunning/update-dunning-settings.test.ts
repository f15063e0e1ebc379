// verbs: update-dunning-settings preview-step pause-dunning resume-dunning withdraw-promise
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startLadder } from './dunning-fixture.ts'

const { app, seller, addCustomer, bill, at, morning, mailsTo } = await startLadder()

test('a ladder with mistakes is refused with all of them, and one without is kept', async () => {
  const { body: before } = await seller.get('/dunning-settings')
  const steps = [
    { days: 5, tone: 'friendly', subject: 'Dear {nobody}', text: 'Pay at evil.example' },
    { days: 5, tone: 'firm', subject: 'Late', text: 'Pay' },
  ]
  const refused = await seller.patch('/dunning-settings', { steps })
  assert.deepEqual(
    [refused.status, refused.body.errors.map(({ pointer, code }: Record<string, string>) => [pointer, code])],
    [
      422,
      [
        ['/steps/0/subject', 'unknown_placeholder'],
        ['/steps/0/text', 'link'],
        ['/steps/1/days', 'not_later'],
      ],
    ],
  )
  assert.deepEqual((await seller.get('/dunning-settings')).body, before)
  const kept = [{ days: -2, tone: 'friendly', subject: 'Soon: {total}', text: 'Due on {oldest_due_date}' }]
  assert.deepEqual((await seller.patch('/dunning-settings', { steps: kept })).body.steps, kept)
})

test('a step before the due date is previewed with a made-up invoice, then with a real one, and goes out before it', async () => {
  const step = { days: -2, tone: 'friendly', subject: 'Soon: {total}', text: 'Due on {oldest_due_date}' }
  const { body: made } = await seller.post('/dunning-settings/preview', step)
  assert.deepEqual([made.is_example, made.subject], [true, 'Soon: $1,090.00'])
  at('2026-02-01')
  const { id, email } = await addCustomer({ name: 'Claim at evil.example' })
  await bill(id, '2026-02-10')
  at('2026-02-08')
  const { body: real } = await seller.post('/dunning-settings/preview', step)
  assert.deepEqual([real.is_example, real.to, real.subject], [false, email, 'Soon: $109.00'])
  const greeting = await seller.post('/dunning-settings/preview', { ...step, text: 'Hello {customer_name}' })
  assert.ok(!greeting.body.text.includes('evil.example'), greeting.body.text)
  await morning('2026-02-07')
  assert.equal((await mailsTo(email)).length, 0)
  await morning('2026-02-08')
  assert.equal((await mailsTo(email)).length, 1)
})

test('what is resumed or withdrawn goes on the next morning, and no mail comes at night', async () => {
  at('2026-03-01')
  const { id, email } = await addCustomer()
  const invoice = await bill(id, '2026-03-20')
  await seller.post(`/customers/${id}/pause-dunning`, { reason: 'Asked for time' })
  const { body: promise } = await seller.post(`/invoices/${invoice.id}/promises`, { promised_date: '2026-04-30' })
  assert.equal((await seller.post(`/customers/${id}/resume-dunning`)).body.pause, null)
  await morning('2026-03-19')
  assert.equal((await mailsTo(email)).length, 0)
  assert.equal((await seller.post(`/promises/${promise.id}/withdraw`)).body.status, 'withdrawn')
  app.travelTo('2026-03-19T15:00:00Z')
  await app.admin.query(`select graphile_worker.add_job('send_reminders')`)
  await app.settle()
  assert.equal((await mailsTo(email)).length, 0)
  await morning('2026-03-20')
  assert.equal((await mailsTo(email)).length, 1)
})
