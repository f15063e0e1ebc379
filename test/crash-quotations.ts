import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { createProgram, insist, type Json, until } from './program.ts'
import { address } from './support.ts'

// Longer than most, so a person runs it: npm run test:crash.

const sellers = 12
const kills: ('program' | 'database')[] = ['program', 'database', 'program']

const program = await createProgram()

test('twelve quote, answer and invoice while program and database are killed: numbers run 1..n, each answer stands, each yes became one draft', async (t) => {
  await program.start()
  const headers = await program.signUp()
  const customer = await program.post('/customers', { name: 'Kopi Kaki', address, email: 'ap@kopi.example' }, headers)
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 100 }]
  const sent = new Map<string, string>()
  const accepted = new Set<string>()
  const drafts = new Map<string, string>()
  let stop = false
  const tell = (path: string, body: object) => {
    const keyed = { ...headers, 'idempotency-key': randomUUID() }
    return insist(
      () => program.post(path, body, keyed).catch(refused),
      () => stop,
    )
  }
  const sell = async () => {
    while (!stop) {
      const draft = await tell('/quotations', { customer_id: customer.id, lines })
      const quotation = draft && (await tell(`/quotations/${draft.id}/send`, sent.size % 10 ? { to: null } : {}))
      if (!quotation) return
      sent.set(quotation.id, quotation.number)
      if (!(await tell(`/quotations/${quotation.id}/accept`, { name: 'Hui Min' }))) return
      accepted.add(quotation.id)
      // Two press at once, and neither knows of the other.
      const presses = [1, 2].map(() => tell(`/quotations/${quotation.id}/invoice`, {}))
      for (const made of await Promise.all(presses)) if (made) drafts.set(quotation.id, made.invoice_draft_id)
    }
  }
  const working = Array.from({ length: sellers }, sell)
  for (const victim of kills) {
    const before = drafts.size
    await until(() => drafts.size > before + 15)
    if (victim === 'program') {
      await program.end('SIGKILL')
      await program.start()
    } else process.kill(program.postmaster(), 'SIGKILL')
  }
  const last = drafts.size
  await until(() => drafts.size > last + 15)
  stop = true
  await Promise.all(working)

  const kept = new Map((await everything('/quotations', headers)).map((one) => [one.id as string, one]))
  const numbers = [...kept.values()].flatMap(({ number }) => (number ? [number as string] : [])).toSorted()
  assert.deepEqual(
    numbers,
    numbers.map((_, i) => `${numbers[0]!.slice(0, 9)}${String(i + 1).padStart(5, '0')}`),
  )
  for (const [id, number] of sent) assert.equal(kept.get(id)?.number, number, `${number} was answered`)
  for (const id of accepted) assert.equal(kept.get(id)?.status, 'accepted')
  for (const [id, draft] of drafts) assert.equal(kept.get(id)?.invoice_draft_id, draft)
  const made = [...kept.values()].flatMap(({ invoice_draft_id }) =>
    invoice_draft_id ? [invoice_draft_id as string] : [],
  )
  const left = (await everything('/invoice-drafts', headers)).map(({ id }) => id as string)
  assert.deepEqual(left.toSorted(), made.toSorted(), 'each invoice draft is that of one quotation')
  t.diagnostic(`${numbers.length} sent, ${accepted.size} accepted, ${left.length} drafts, ${kills.length} kills`)
})

/** The other press was first. */
function refused(error: Error): undefined {
  if (!error.message.includes('quotations.invoiced')) throw error
}

async function everything(path: string, headers: Record<string, string>): Promise<Json[]> {
  const all: Json[] = []
  for (let cursor = ''; ;) {
    const page = await program.get(`${path}?limit=100${cursor}`, headers)
    all.push(...page.data)
    if (!page.next_cursor) return all
    cursor = `&cursor=${page.next_cursor}`
  }
}
