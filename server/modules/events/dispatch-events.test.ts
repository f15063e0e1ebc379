import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineJob } from '#platform/jobs.ts'
import { createLog } from '#platform/log.ts'
import { startApp } from '#test/support.ts'
import { startDispatcher } from './dispatch-events.ts'

const app = await startApp()

test('of a job that is wanted once, one waits in each organisation, however many events there were', async () => {
  const [acme, beta] = [await app.signUp(), await app.signUp()]
  const subscriptions = [
    { event: 'customer.created', job: defineJob<Wanted>('nobody_handles_once'), once: true as const },
    { event: 'customer.created', job: defineJob<Wanted>('nobody_handles_each') },
  ]
  const { worker_pool: pool, clock } = app.parts
  const dispatcher = startDispatcher({ pool, clock, subscriptions, log: createLog('silent'), poll_ms: 60_000 })
  for (const person of [acme, acme, acme, beta]) await person.post('/customers', { name: 'Kopi Kaki' })
  await dispatcher.drained()
  // Another one while the first still waits.
  await acme.post('/customers', { name: 'Teh Tarik' })
  await dispatcher.drained()
  await dispatcher.stop()
  const { rows } = await app.admin.query(
    `select task_identifier as name, count(*)::int from graphile_worker.jobs where task_identifier like 'nobody%' group by 1 order by 1`,
  )
  assert.deepEqual(rows, [
    { name: 'nobody_handles_each', count: 5 },
    { name: 'nobody_handles_once', count: 2 },
  ])
})

type Wanted = { organization_id: string; subject_id: string }
