import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signUpOperator } from '#test/operators.ts'
import { startApp } from '#test/support.ts'
import { causeOf, createFailureRecorder } from './record-failure.ts'

// verbs: retry-job
const app = await startApp()
const { admin, parts, signUp, settle } = app
const operator = await signUpOperator(app)
const acme = await signUp()

test('the operator sees what waits, what gave up and why, and which workers live', async () => {
  await settle()
  const { rows } = await admin.query<{ id: string }>(
    `select id::text from graphile_worker.add_job('send_mail', run_at => now() + interval '1 day')`,
  )
  const id = rows[0]!.id
  await admin.query(
    `update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'refused nxp_0123456789abcdef0123' where id = $1`,
    [id],
  )
  const { status, body, text } = await operator.get('/operator/jobs')
  assert.equal(status, 200, text)
  const { is_behind, workers, outbox, dead, queues } = body
  assert.deepEqual([is_behind, workers.length, outbox.waiting], [false, 1, 0])
  const [job, ...others] = dead
  assert.deepEqual([job.id, job.name, job.last_error, others], [id, 'send_mail', 'refused [token]', []])
  assert.deepEqual(
    queues.map(({ name, dead: gave_up }: { name: string; dead: number }) => [name, gave_up]),
    [['send_mail', 1]],
  )
  assert.equal((await acme.get('/operator/jobs')).status, 403)

  assert.equal((await operator.post(`/operator/jobs/${id}/retry`)).body.count, 1)
  assert.equal((await operator.post(`/operator/jobs/${id}/retry`)).status, 404)
  await admin.query('update graphile_worker._private_jobs set attempts = max_attempts where id = $1', [id])
  assert.equal((await operator.delete(`/operator/jobs/${id}`)).status, 204)
  assert.equal((await operator.delete(`/operator/jobs/${id}`)).status, 404)
  const trail = (await operator.events()).map(({ name }) => name)
  assert.deepEqual(trail.slice(-2), ['job.retried', 'job.removed'])
})

test('SEC-071 the worker, asked for all organisations at once, tells no more than counts', async () => {
  const { text } = await operator.get('/operator/jobs')
  assert.ok(!text.includes(acme.organization_id) && !text.includes(acme.email))
})

test('the operator sees requests that failed through a fault of ours, and nothing that they said', async () => {
  await admin.query('alter table app.customers rename to customers_away')
  const failed = await acme.post('/customers', { name: 'Ah Seng S1234567D', email: 'ah.seng@example.com' })
  await admin.query('alter table app.customers_away rename to customers')
  assert.equal(failed.status, 500)
  // Screens show no more than this sentence, and whoever reads it is asked for the id.
  assert.ok(failed.body.detail.includes(failed.body.request_id), failed.text)
  await parts.failures.settled()
  const { body, text } = await operator.get('/operator/failures')
  const [{ id: _, cause, ...failure }] = body.data
  assert.deepEqual(failure, {
    request_id: failed.body.request_id,
    method: 'POST',
    route: '/api/v1/customers',
    status: 500,
    code: 'server.failed',
    organization_id: acme.organization_id,
    organization_name: body.data[0].organization_name,
    user_id: acme.id,
    created_at: '2026-11-22T04:00:00Z',
  })
  assert.equal(cause, 'error 42P01: relation … does not exist')
  assert.doesNotMatch(text, /Seng|S1234567D|example\.com/)
  assert.equal((await operator.get('/operator/failures?code=server.busy')).body.data.length, 0)
  assert.equal((await acme.get('/customers?limit=0')).status, 400)
  await parts.failures.settled()
  assert.equal((await operator.get('/operator/failures')).body.data.length, 1)
})

test('the cause of a failure quotes nobody: neither values nor addresses nor numbers', () => {
  const error = Object.assign(new Error(`invalid input syntax: "Mei Tan" <mei@example.com> 201899901E 'x'`), {
    code: '22P02',
  })
  assert.equal(causeOf(error), 'Error 22P02: invalid input syntax: … … …E …')
  const secrets = ['nxr_abcdefghijklmnopqrstuvwxyz', 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl', 'S1234567D']
  for (const secret of secrets) assert.ok(!causeOf(new Error(`refused ${secret} today`)).includes(secret), secret)
})

test('when everything fails, each process keeps thirty failures a minute', async () => {
  const recorder = createFailureRecorder(parts)
  const at = Temporal.Instant.from('2026-11-22T10:00:00Z')
  const failure = {
    request_id: 'r',
    method: 'GET',
    route: '/x',
    status: 503,
    code: 'server.busy',
    organization_id: null,
    user_id: null,
  }
  for (let i = 0; i < 100; i++) recorder.record({ ...failure, at, error: new Error('busy') })
  recorder.record({ ...failure, at: at.add({ minutes: 1 }), error: new Error('busy') })
  await recorder.settled()
  assert.equal((await operator.get('/operator/failures?code=server.busy&limit=100')).body.data.length, 31)
})
