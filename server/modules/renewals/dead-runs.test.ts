import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller } from '#modules/subscriptions/subscription-fixture.ts'
import { startDueRun } from './start-due-run.ts'

const inTheJobs = (sql: string) => `${sql} where key like 'renewal_run:%'`
const gaveUp = inTheJobs('update graphile_worker._private_jobs set attempts = max_attempts')
const removed = inTheJobs('delete from graphile_worker._private_jobs')
const waits = inTheJobs(`update graphile_worker._private_jobs set attempts = 5, run_at = run_at + interval '1 hour'`)

/** A run that was started, and whose job nobody has taken yet. */
async function startRunOfOne() {
  const { app, seller, addPrice, addCustomer, subscribe } = await startSeller()
  await subscribe({ customer_id: await addCustomer(), price_id: await addPrice() })
  app.travelTo('2026-02-10T04:00:00Z')
  const { body: run } = await seller.post('/renewal-runs')
  return {
    app,
    seller,
    look: () => app.asSystem(seller.organization_id, startDueRun),
    runs: async () => (await seller.get('/renewal-runs')).body.data,
    getRun: async () => (await seller.get(`/renewal-runs/${run.id}`)).body,
    failures: async () => (await seller.events()).filter(({ name }) => name === 'renewal_run.failed').length,
  }
}

for (const [what, how] of [
  ['gave up', gaveUp],
  ['was removed', removed],
] as const)
  test(`a run whose job ${what} ends as failed at the next look, and another bills what it left`, async () => {
    const { app, seller, look, runs, getRun, failures } = await startRunOfOne()
    await app.admin.query(how)
    await look()
    const { status, failure } = await getRun()
    assert.deepEqual([status, /failed each time/.test(failure)], ['failed', true])
    assert.equal(await failures(), 1)
    // Somebody retries the dead job: its run is over.
    await app.admin.query(inTheJobs('update graphile_worker._private_jobs set attempts = 0'))
    await app.settle()
    const [next, first] = await runs()
    assert.deepEqual([next.status, next.issued_count, first.status], ['completed', 1, 'failed'])
    assert.equal((await seller.get('/renewal-runs/due')).body.due_count, 0)
  })

test('a job that waits to be tried again keeps its run', async () => {
  const { app, seller, look, getRun } = await startRunOfOne()
  await app.admin.query(waits)
  await look()
  assert.equal((await getRun()).status, 'running')
  assert.equal((await seller.post('/renewal-runs')).body.code, 'renewals.already_running')
})

test('of many who find a dead run at once one starts the next', async () => {
  const { app, seller, getRun, failures } = await startRunOfOne()
  await app.admin.query(gaveUp)
  const answers = await Promise.all(Array.from({ length: 8 }, () => seller.post('/renewal-runs')))
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, ...Array(7).fill(409)])
  assert.deepEqual([(await getRun()).status, await failures()], ['failed', 1])
})
