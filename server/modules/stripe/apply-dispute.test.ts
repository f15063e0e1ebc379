// verbs: free-money
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { centsOf, readCsv } from '#test/read-csv.ts'
import { startPaidApp } from '#test/stripe.ts'

const app = await startPaidApp()
const { tell, pay, base_url, simulator } = app

async function disputed() {
  const acme = await app.seller()
  await acme.connect()
  const invoice = await acme.issue()
  await pay((await acme.checkout(invoice.id)).url, '4000000000000259')
  await tell()
  const disputes = async () => (await acme.owner.get(`/card-disputes?invoice_id=${invoice.id}`)).body.data
  const close = async (outcome: 'won' | 'lost') => {
    const open = Object.values(simulator.state.objects).findLast(
      (object) => object.object === 'dispute' && object.status === 'needs_response',
    )
    if (!open) return
    await fetch(`${base_url}/disputes/${open.id}/${outcome}`, { method: 'POST' })
    await tell()
  }
  const balance = async (account: string) => {
    const { accounts } = (await acme.owner.get('/reports/trial-balance')).body
    return accounts.find((each: { account: string }) => each.account === account).balance_cents
  }
  return { ...acme, invoice, disputes, close, balance }
}

test('a payment that its holder disputes is recorded with the fee, and stays paid while it is open or when it is won', async () => {
  const { owner, invoice, disputes, close, invoiceNow, balance } = await disputed()
  const [dispute, ...more] = await disputes()
  assert.deepEqual(
    [dispute.status, dispute.amount_cents, dispute.fee_cents, dispute.reason, more],
    ['open', 10_900, 1_500, 'fraudulent', []],
  )
  assert.ok(dispute.respond_by)
  assert.equal((await invoiceNow(invoice.id)).status, 'paid')
  assert.equal(await balance('fees'), 421 + 1_500)
  await close('won')
  assert.equal((await disputes())[0].status, 'won')
  assert.equal((await invoiceNow(invoice.id)).status, 'paid')
  assert.equal(await balance('fees'), 421 + 1_500)
  const names = (await owner.events()).map(({ name }) => name).filter((name) => name.startsWith('card_dispute.'))
  assert.deepEqual(names, ['card_dispute.opened', 'card_dispute.won'])
})

test('one that is lost takes the money off the payment, once, and the invoice is due again', async () => {
  const { owner, invoice, disputes, close, invoiceNow, balance, paymentsOf } = await disputed()
  await close('lost')
  simulator.way.copies = 3
  await close('lost')
  simulator.way.copies = 1
  const [dispute] = await disputes()
  assert.equal(dispute.status, 'lost')
  const { status, amount_due_cents } = await invoiceNow(invoice.id)
  assert.deepEqual([status, amount_due_cents], ['open', 10_900])
  const { data: refunds } = (await owner.get('/refunds')).body
  assert.deepEqual(
    refunds.map(({ id, amount_cents, status: how, reason }: Record<string, unknown>) => [
      id,
      amount_cents,
      how,
      reason,
    ]),
    [[dispute.refund_id, 10_900, 'succeeded', 'Dispute lost: fraudulent']],
  )
  assert.equal((await paymentsOf(invoice.id)).length, 0)
  assert.equal(await balance('stripe_balance'), -421 - 1_500)
  const statement = await owner.get('/accounting-exports/file?system=xero&content=payments&account=stripe_balance')
  const amounts = readCsv(statement.text).map((row) => [centsOf(row['*Amount']!), row.Description!.split(',')[0]])
  assert.deepEqual(amounts.toSorted(), [
    [-10_900, 'Refund'],
    [-1_500, 'Fee'],
    [-421, 'Fee'],
    [10_900, 'Payment'],
  ])
})

test('a refund that was made at Stripe of money that settled an invoice is written down, and that is due again', async () => {
  const { owner, issue, checkout, connect, invoiceNow } = await app.seller()
  await connect('refunding')
  const invoice = await issue()
  await pay((await checkout(invoice.id)).url)
  await tell()
  const { rows } = await app.admin.query(
    'select stripe_payment_intent_id as id from app.online_payments where invoice_id = $1',
    [invoice.id],
  )
  const client = await app.parts.stripe.clientBy('sk_test_own_refunding')
  await client.refunds.create({ payment_intent: rows[0].id, amount: 4_000 })
  await tell()
  assert.deepEqual(
    (await owner.get('/refunds')).body.data.map(({ amount_cents }: { amount_cents: number }) => amount_cents),
    [4_000],
  )
  const { status, amount_due_cents } = await invoiceNow(invoice.id)
  assert.deepEqual([status, amount_due_cents], ['open', 4_000])
})
