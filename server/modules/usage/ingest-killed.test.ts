import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createProgram, type Json, until } from '#test/program.ts'

const program = await createProgram()
const [senders, size] = [6, 50]

test('senders that repeat what was not answered, while program and database are killed, count each event once', async () => {
  await program.start()
  const headers = await program.signUp()
  await program.post('/meters', { code: 'calls', name: 'Calls', unit: 'call', aggregation: 'sum' }, headers)
  const customers: Json[] = await Promise.all(
    Array.from({ length: 10 }, (_, i) => program.post('/customers', { name: `Kaki ${i}` }, headers)),
  )
  const occurred_at = Temporal.Now.instant().toString()
  let answered = 0
  let stop = false
  const send = async (sender: number) => {
    for (let batch = 0; !stop; batch++) {
      const events = Array.from({ length: size }, (_, i) => {
        const { id } = customers[(i * (sender + 1)) % customers.length]
        return { meter: 'calls', customer_id: id, event_key: `${sender}-${batch}-${i}`, occurred_at }
      })
      await insist(() => program.post('/usage-events', { events }, headers))
      answered += size
    }
  }
  const working = Array.from({ length: senders }, (_, sender) => send(sender))
  for (const victim of ['program', 'database'] as const) {
    const before = answered
    await until(() => answered > before + 1_000)
    if (victim === 'program') {
      await program.end('SIGKILL')
      await program.start()
    } else process.kill(program.postmaster(), 'SIGKILL')
  }
  const last = answered
  await until(() => answered > last + 1_000)
  stop = true
  await Promise.all(working)
  const { data } = await program.get('/usage', headers)
  assert.equal(data[0].total, String(answered))
})

/** What a careful sender does: the same batch until there is an answer. */
async function insist(ask: () => Promise<Json>): Promise<void> {
  for (;;) {
    try {
      const { accepted_count, duplicate_count } = await ask()
      assert.equal(accepted_count + duplicate_count, size)
      return
    } catch (error) {
      const { status } = error as { status?: number }
      if (error instanceof assert.AssertionError || (status !== undefined && status < 500)) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
