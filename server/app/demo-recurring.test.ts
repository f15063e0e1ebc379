import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startRecurring } from '#modules/recurring-invoices/recurring-fixture.ts'
import type { Context } from '#platform/context.ts'
import { demoRecurring } from './demo-recurring.ts'

const { app, transact, addCustomer, seller, invoicesOf } = await startRecurring()

test('the demo has a retainer that was set up by a person and then made an invoice by itself', async () => {
  const today = Temporal.ZonedDateTime.from('2026-06-15T00:00[Asia/Singapore]')
  const customer_id = await addCustomer()
  await transact(async (ctx) => {
    const as = (at: Temporal.ZonedDateTime): Context => ({ ...ctx, now: at.toInstant() })
    for (const { happen } of demoRecurring(as, [customer_id], today)) await happen()
  })
  app.travelTo(today.toInstant().toString())
  const [{ id, made_count, next_date }] = (await seller.get('/recurring-invoices')).body.data
  assert.deepEqual([made_count, next_date], [2, '2026-08-15'])
  const invoices = await invoicesOf(customer_id)
  assert.deepEqual(
    invoices.map((each: Record<string, string>) => [each.issue_date, each.reference, each.status]),
    [
      ['2026-02-15', 'Retainer Q1 2026', 'paid'],
      ['2026-05-15', 'Retainer Q2 2026', 'open'],
    ],
  )
  assert.equal((await seller.get(`/recurring-invoices/${id}/dates`)).body.data.length, 2)
})
