// verbs: export-accounting, export-again
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { recordPayment } from '#modules/payments/record-payment.ts'
import { until } from '#test/program.ts'
import { readCsv } from '#test/read-csv.ts'
import { address, type Person, startApp } from '#test/support.ts'

const app = await startApp()

/** A customer who has paid once. */
async function withMoney() {
  const owner = await app.signUp()
  const customer_id: string = (await owner.post('/customers', { name: 'Kopi Kaki', address })).body.id
  const pay = async (amount_cents: number, payment_date?: string) => {
    const money = { customer_id, amount_cents, method: 'bank_transfer', ...(payment_date && { payment_date }) }
    assert.equal((await owner.post('/payments', money, { key: randomUUID() })).status, 201)
  }
  await pay(1_000)
  return { owner, customer_id, pay }
}

const file = async (owner: Person, query: string) => {
  const answer = await owner.get(`/accounting-exports/file?${query}`)
  assert.equal(answer.status, 200, answer.text)
  return readCsv(answer.text)
}

test('each thing is in one file of what is new: also what is recorded later for an earlier day, or later the same day', async () => {
  const { owner, pay } = await withMoney()
  let minutes = 0
  const later = () => app.travelTo(Temporal.Instant.from('2026-11-22T04:00:00Z').add({ minutes: ++minutes }).toString())
  const money = 'system=xero&content=payments&account=bank&is_new=true'
  const first = await file(owner, money)
  assert.equal(first.length, 1)
  later()
  await pay(111, '2026-10-31')
  await pay(222)
  // A file of single days in between holds the one of today.
  assert.ok(
    (await file(owner, 'system=xero&content=payments&account=bank&from=2026-11-22')).some(
      (row) => row['*Amount'] === '2.22',
    ),
  )
  later()
  await pay(333, '2026-11-01')
  const amounts = async (query = money) => (await file(owner, query)).map((row) => row['*Amount'])
  assert.deepEqual(await amounts(), ['1.11', '3.33'])
  later()
  assert.deepEqual(await amounts(), [])
  const { body: past } = await owner.get('/accounting-exports')
  assert.deepEqual(
    past.data.map(({ is_new, count }: { is_new: boolean; count: number }) => [is_new, count]),
    [
      [true, 0],
      [true, 2],
      [false, first.length + 1],
      [true, first.length],
    ],
  )
  // Lost on the way, it is taken again, and is what it was.
  const again = await owner.get(`/accounting-exports/${past.data[1].id}/file`)
  assert.match(String(again.headers['content-disposition']), /xero bank new 2026-11-22\.csv/)
  assert.deepEqual(
    readCsv(again.text).map((row) => row['*Amount']),
    ['1.11', '3.33'],
  )
  const other = await app.signUp()
  assert.equal((await other.get(`/accounting-exports/${past.data[1].id}/file`)).status, 404)
  app.travelTo('2026-11-22T04:00:00Z')
})

test('what others are just recording is in the file, for it will be dated before', async () => {
  const { owner, customer_id } = await withMoney()
  await file(owner, 'system=xero&content=payments&is_new=true')
  app.travelTo('2026-11-22T04:01:00Z')
  const body = { customer_id, amount_cents: 444, method: 'bank_transfer' as const }
  let taken: Promise<Record<string, string>[]> | undefined
  const isWaiting = async () => {
    const { rows } = await app.admin.query(
      `select from pg_stat_activity where datname = current_database() and query like '%xact_start < now()%'
         and pid <> pg_backend_pid()`,
    )
    return rows.length > 0
  }
  await app.asSystem(owner.organization_id, async (ctx) => {
    await recordPayment(ctx, body)
    app.travelTo('2026-11-22T04:02:00Z')
    taken = file(owner, 'system=xero&content=payments&is_new=true')
    await until(isWaiting)
  })
  assert.deepEqual(
    (await taken!).map((row) => row['*Amount']),
    ['4.44'],
  )
  app.travelTo('2026-11-22T04:00:00Z')
})
