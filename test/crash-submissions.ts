import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createProgram, type Json, until } from './program.ts'

// Longer than most, so a person runs it: npm run test:crash.

const visitors = 32
/** So that each visitor has an address, as outside: too many from one are held as spam. */
const behindProxy = { TRUST_PROXY_HOPS: '1' }
const kills: ('program' | 'database')[] = ['program', 'database', 'program', 'program', 'database', 'program']

const program = await createProgram()

test('thirty-two send through a form while program and database are killed: each 202 is found, each became one lead', async (t) => {
  await program.start(behindProxy)
  const headers = await program.signUp()
  const form = await program.post(
    '/lead-forms',
    {
      name: 'Contact us',
      fields: [
        { field: 'name', label: 'Your name', hint: null, is_required: true },
        { field: 'email', label: 'E-mail', hint: null, is_required: true },
      ],
    },
    headers,
  )
  const path = `/public/forms/${form.form_key}/submissions`

  const answered = new Map<string, string>()
  let sent = 0
  let stop = false
  const visit = async () => {
    while (!stop) {
      const n = sent++
      const email = `visitor-${n}@kopi.example`
      const from = { 'x-forwarded-for': `10.0.${n % 250}.${Math.floor(n / 250) % 250}` }
      try {
        // A visitor does not insist: what was cut off may be lost, what was answered may not.
        const { id } = await program.post(path, { fields: { name: 'Visitor', email } }, from)
        answered.set(id, email)
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  }
  const working = Array.from({ length: visitors }, visit)
  for (const victim of kills) {
    const before = answered.size
    await until(() => answered.size > before + 500)
    if (victim === 'program') {
      await program.end('SIGKILL')
      await program.start(behindProxy)
    } else process.kill(program.postmaster(), 'SIGKILL')
  }
  const last = answered.size
  await until(() => answered.size > last + 500)
  stop = true
  await Promise.all(working)

  const kept = new Map((await everything(headers)).map((one) => [one.id as string, one]))
  for (const [id, email] of answered) assert.equal(kept.get(id)?.fields.email, email, `${email} was answered`)
  assert.equal(kept.size, new Set([...kept.values()].map(({ fields }) => fields.email)).size, 'each was kept once')
  // A worker that was killed is missed for a while; then its job is another's.
  await until(async () => (await everything(headers, '&status=received')).length === 0)
  const done = await everything(headers)
  assert.deepEqual(
    done.filter(({ status }) => status === 'failed'),
    [],
  )
  const leads = done.filter(({ status }) => status === 'processed').map(({ lead_id }) => lead_id as string)
  assert.ok(leads.length >= 300, 'what came before it was a flood was gone through')
  assert.equal(new Set(leads).size, leads.length, 'each went to a lead of its own')
  assert.equal((await program.get('/leads/count', headers)).count, leads.length)
  const counts = await program.get(`/lead-forms/${form.id}`, headers)
  assert.deepEqual(
    [counts.submission_count, counts.lead_count, counts.submission_count + counts.spam_count],
    [leads.length, leads.length, done.length],
  )
  t.diagnostic(
    `${answered.size} answered, ${kept.size} kept, ${leads.length} became leads, the rest is held; ${kills.length} kills`,
  )
})

async function everything(headers: Record<string, string>, query = ''): Promise<Json[]> {
  const all: Json[] = []
  for (let cursor = ''; ;) {
    const page = await program.get(`/lead-submissions?limit=100${query}${cursor}`, headers)
    all.push(...page.data)
    if (!page.next_cursor) return all
    cursor = `&cursor=${page.next_cursor}`
  }
}
