import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { createProgram, insist, until } from './program.ts'
import { address } from './support.ts'

const issuers = 16
const kills: ('program' | 'database')[] = ['program', 'database', 'program', 'database', 'program']

const program = await createProgram()

test('sixteen issue while program and database are killed again and again: numbers run 1..n, nothing lost, nothing twice, and SEC-132 the audit chain is whole', async (t) => {
  await program.start()
  const headers = await program.signUp()
  const customer = await program.post('/customers', { name: 'Kopi Kaki', address }, headers)
  const body = { customer_id: customer.id, lines: [{ description: 'Work', quantity: '1', unit_price_cents: 100 }] }

  const answers = new Map<string, string>()
  let stop = false
  const issue = async () => {
    while (!stop) {
      const key = randomUUID()
      const invoice = await insist(
        () => program.post('/invoices', body, { ...headers, 'idempotency-key': key }),
        () => stop,
      )
      if (invoice) answers.set(key, invoice.number)
    }
  }
  const working = Array.from({ length: issuers }, issue)
  for (const victim of kills) {
    const before = answers.size
    await until(() => answers.size > before + 40)
    if (victim === 'program') {
      await program.end('SIGKILL')
      await program.start()
    } else process.kill(program.postmaster(), 'SIGKILL')
  }
  const last = answers.size
  await until(() => answers.size > last + 40)
  stop = true
  await Promise.all(working)

  const numbers = await everyNumber(headers)
  const expected = numbers.map((_, i) => `INV-${numbers[0]!.slice(4, 8)}-${String(i + 1).padStart(5, '0')}`)
  assert.deepEqual(numbers, expected)
  assert.equal(new Set(answers.values()).size, answers.size, 'each key got a number of its own')
  for (const number of answers.values()) assert.ok(numbers.includes(number), `${number} was answered and is gone`)
  const issued = await everyEvent(headers)
  assert.equal(issued, numbers.length, 'each invoice has exactly one event')
  await until(async () => (await program.get('/events?limit=1', headers)).data[0].seq !== null)
  const { is_intact, fault, sealed } = await program.post('/events/verify', {}, headers)
  assert.deepEqual([is_intact, fault], [true, null])
  assert.equal(sealed, numbers.length + 2, 'the invoices, the organisation and the customer')
  t.diagnostic(`${numbers.length} invoices, ${answers.size} answered, ${kills.length} kills`)
})

async function everyNumber(headers: Record<string, string>): Promise<string[]> {
  const numbers: string[] = []
  for (let cursor = ''; ;) {
    const page = await program.get(`/invoices?limit=100${cursor}`, headers)
    numbers.push(...page.data.map(({ number }: { number: string }) => number))
    if (!page.next_cursor) return numbers.toSorted((a, b) => a.localeCompare(b))
    cursor = `&cursor=${page.next_cursor}`
  }
}

async function everyEvent(headers: Record<string, string>): Promise<number> {
  let count = 0
  for (let cursor = ''; ;) {
    const page = await program.get(`/events?limit=100&name=invoice.issued${cursor}`, headers)
    count += page.data.length
    if (!page.next_cursor) return count
    cursor = `&cursor=${page.next_cursor}`
  }
}
