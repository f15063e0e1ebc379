import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createProgram, endProcess, spawnRole } from './program.ts'
import { readStream } from './stream-reader.ts'
import { startApp } from './support.ts'
import { secret_key } from './test-database.ts'

test('changes reach the streams of a web process through a worker in another, within two seconds', async (t) => {
  const app = await startApp()
  const base = await app.app.listen({ host: '127.0.0.1', port: 0 })
  const acme = await app.signUp()
  const stream = await readStream(base, acme.headers)
  const worker = spawnRole('worker', {
    NODE_ENV: 'test',
    DATABASE_URL: app.database_url,
    SECRET_KEY: secret_key,
    NEXUSCORE_DATA_DIR: app.parts.config.data_dir,
  })
  after(() => endProcess(worker, 'SIGINT'))
  await stream.hears('organization.created')

  // The quickest of five: a machine that stands still for a moment says nothing about the program.
  const times: number[] = []
  for (const name of ['Kopi Kaki', 'Teh Tarik', 'Roti Prata', 'Nasi Lemak', 'Mee Rebus']) {
    const heard = stream.hears('customer.created')
    await acme.post('/customers', { name })
    times.push(Math.round(await heard))
  }
  assert.ok(Math.min(...times) < 2_000, `heard after ${times.join(', ')} ms`)
  t.diagnostic(`heard after ${times.join(', ')} ms`)
})

test('a stream outlives PostgreSQL, says that something may be missing, and does not keep the program from stopping', async (t) => {
  const program = await createProgram()
  await program.start()
  const headers = await program.signUp()
  const stream = await readStream(program.base, headers)
  const first = stream.hears('customer.created')
  await program.post('/customers', { name: 'Kopi Kaki' }, headers)
  t.diagnostic(`heard after ${Math.round(await first)} ms in one process`)

  const again = stream.hears('reread')
  process.kill(program.postmaster(), 'SIGKILL')
  t.diagnostic(`heard again ${Math.round(await again)} ms after the database was killed`)
  const second = stream.hears('customer.created')
  await program.post('/customers', { name: 'Teh Tarik' }, headers)
  await second

  const began = performance.now()
  await program.end('SIGTERM')
  await stream.ended
  const took = Math.round(performance.now() - began)
  assert.ok(took < 5_000, `the program took ${took} ms to stop`)
  t.diagnostic(`stopped in ${took} ms`)
})
