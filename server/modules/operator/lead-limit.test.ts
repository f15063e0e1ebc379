import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileBeyond } from '#modules/entitlements/rules.ts'
import { checked, imported, read } from '#modules/lead-imports/lead-import-fixture.ts'
import { leadFormFixture, mei } from '#modules/lead-forms/lead-form-fixture.ts'
import { letter, mailFixture } from '#modules/lead-mails/lead-mail-fixture.ts'
import { inboundEnv } from '#test/inbound-mail.ts'
import { signUpOperator } from '#test/operators.ts'
import { made, type Person, startApp } from '#test/support.ts'

// verbs: create-lead start-lead-import continue-lead-import make-lead-of-mail
const app = await startApp({ env: inboundEnv })
const { formOf, accepted, submissions } = leadFormFixture(app)
const { addressOf, receive } = mailFixture(app)

const unlimited = await app.signUp()
// Whoever signed up before there was a plan has none; a job that records an event leads to another job.
await app.settle()
await app.settle()
const operator = await signUpOperator(app)
const limits = { seats: 3, leads_per_month: 4 }
const starter = { code: 'starter', name: 'Starter', trial_days: 14, limits, is_default: true }
const { id: plan_id } = made(await operator.post('/plans', starter))
const price = { model: 'flat', billing_interval: 'month', unit_amount_cents: 1_900 }
made(await operator.post(`/plans/${plan_id}/prices`, price))

let count = 0
const add = (person: Person) => person.post('/leads', { name: `Lead ${++count}`, email: `lead${count}@kopi.example` })
const usedBy = async (person: Person): Promise<number> =>
  (await person.get(`/organizations/${person.organization_id}/plan`)).body.used.leads_per_month
const rows = (some: number) =>
  `Name,Email\n${Array.from({ length: some }, () => `Row ${++count},row${count}@teh.example`).join('\n')}\n`
const start = (person: Person, id: string) => person.post(`/lead-imports/${id}/start`)

/** Somebody who may have so many more. */
async function withLeft(left: number): Promise<Person> {
  const owner = await app.signUp()
  for (let i = left; i < limits.leads_per_month; i++) made(await add(owner))
  return owner
}

test('a lead that somebody enters beyond the plan is refused with what to do; archived ones and those merged came in', async () => {
  const owner = await app.signUp()
  const ids: string[] = []
  for (let i = 0; i < 4; i++) ids.push(made(await add(owner)).id)
  assert.equal((await owner.post(`/leads/${ids[0]}/archive`)).status, 200)
  assert.equal((await owner.post(`/leads/${ids[1]}/merge`, { lead_ids: [ids[2]] })).status, 200)
  const refused = await add(owner)
  assert.deepEqual([refused.status, refused.body.code], [409, 'leads.limit_reached'])
  assert.equal(
    refused.body.detail,
    'The plan Starter allows 4 leads a month, and 4 have come in this month. The owner of this organisation can choose a larger plan; otherwise add it from 1 Dec 2026 on. Forms and mail go on bringing leads in.',
  )
  assert.equal((await owner.post(`/leads/${ids[0]}/restore`)).status, 200)
  assert.equal(await usedBy(owner), 4)
})

test('what buyers send by a form or by mail comes in beyond the plan, and counts', async () => {
  const owner = await withLeft(0)
  await accepted(await formOf(owner), mei)
  await app.settle()
  assert.equal((await submissions(owner))[0]?.status, 'processed')
  const address = await addressOf(owner)
  const held = await receive(owner, address, letter({ from: 'Bala <bala@newco.example>', to: address }))
  assert.equal((await owner.post(`/lead-mails/${held.id}/make-lead`)).status, 200)
  assert.equal(await usedBy(owner), 6)
  assert.match((await add(owner)).body.detail, /allows 4 leads a month, and 6 have come in/)
})

test('large figures are written as people read them', () => {
  const month = { plan_name: 'Team', leads_per_month: 10_000, came_count: 9_000, coming_count: 0 }
  assert.match(
    fileBeyond({ ...month, month_start_date: '2026-11-01' }, 2_500)!,
    /allows 10,000 leads a month, and 9,000 have come in this month\. This file would add 2,500\..* adds at most 1,000, /,
  )
})

test('the dry run of a file says that it would add too many, and it cannot be started', async () => {
  const owner = await withLeft(3)
  const { id, beyond_plan } = await checked(app, owner, rows(4))
  assert.equal(
    beyond_plan,
    'The plan Starter allows 4 leads a month, and 1 has come in this month. This file would add 4. The owner of this organisation can choose a larger plan; otherwise import a file that adds at most 3, or import this one from 1 Dec 2026 on.',
  )
  const refused = await start(owner, id)
  assert.deepEqual([refused.status, refused.body.code, refused.body.detail], [409, 'leads.limit_reached', beyond_plan])
  const { data } = (await owner.get('/lead-imports')).body
  assert.deepEqual([data[0].status, data[0].beyond_plan], ['checked', beyond_plan])
  assert.match((await checked(app, owner, rows(5))).beyond_plan!, /at most 3\.$/)

  const done = await imported(app, owner, rows(3))
  assert.deepEqual([done.status, done.imported_count, done.beyond_plan], ['completed', 3, null])
  assert.match(
    (await read(owner, id)).beyond_plan!,
    /and 4 have come in this month\. .*; otherwise import this one from/,
  )
  assert.equal((await checked(app, unlimited, rows(5))).beyond_plan, null)
})

test('duplicates that are skipped take nothing of the plan, and are not brought in beyond it', async () => {
  const owner = await withLeft(3)
  const known = made(await owner.post('/leads', { name: 'Known', email: 'known@kopi.example' })).id
  const file = `${rows(2)}Known,known@kopi.example\n`
  const flagged = await checked(app, owner, file, { duplicates: 'flag' })
  assert.match(flagged.beyond_plan!, /This file would add 3\./)
  const { id, beyond_plan } = await checked(app, owner, file)
  assert.equal(beyond_plan, null)
  await owner.post(`/leads/${known}/archive`)
  assert.equal((await start(owner, id)).status, 200)
  await app.settle()
  const done = await read(owner, id)
  assert.deepEqual([done.imported_count, done.duplicate_count, await usedBy(owner)], [2, 1, 4])
})

test('SEC-056 of eight who enter the last lead at once exactly one does, and another organisation goes on', async () => {
  const owner = await withLeft(1)
  const answers = await Promise.all([...Array.from({ length: 8 }, () => add(owner)), add(unlimited)])
  assert.equal(answers.pop()?.status, 201)
  const codes = answers.map(({ status, body }) => (status === 201 ? 'added' : body.code))
  assert.deepEqual(codes.toSorted(), ['added', ...Array.from({ length: 7 }, () => 'leads.limit_reached')])
  assert.equal(await usedBy(owner), 4)
})

test('SEC-056 of two files that are started and leads that are entered at once never more come in than the plan has left', async () => {
  const owner = await withLeft(3)
  const [one, two] = [await checked(app, owner, rows(2)), await checked(app, owner, rows(3))]
  const [first, second, ...typed] = await Promise.all([
    start(owner, one.id),
    start(owner, two.id),
    ...[1, 2, 3].map(() => add(owner)),
  ])
  assert.ok(first.status === 409 || second.status === 409, 'both files are promised their leads')
  for (const { status, body } of [first, second, ...typed])
    assert.ok(status < 300 || body.code === 'leads.limit_reached', body.detail)
  await app.settle()
  assert.equal(await usedBy(owner), 4)
})

test('what a file was promised nobody else takes while it is being imported, until it is cancelled', async () => {
  const owner = await withLeft(3)
  const { id } = await checked(app, owner, rows(2))
  // As between its start and its first batch.
  await app.admin.query(`update app.lead_imports set status = 'importing' where id = $1`, [id])
  assert.equal((await add(owner)).status, 201)
  const { body } = await add(owner)
  assert.match(body.detail, /and 2 have come in this month, with 2 more on their way from a file\. The owner/)
  assert.equal((await owner.post(`/lead-imports/${id}/cancel`)).status, 200)
  assert.equal((await add(owner)).status, 201)
})

test('the next month of the organisation begins anew, at its own midnight', async () => {
  const owner = await withLeft(0)
  const { id } = await checked(app, owner, rows(4))
  app.travelTo('2026-11-30T15:59:59Z')
  assert.equal((await add(owner)).status, 409)
  // Midnight in Singapore.
  app.travelTo('2026-11-30T16:00:00Z')
  assert.equal(await usedBy(owner), 0)
  assert.equal((await read(owner, id)).beyond_plan, null)
  assert.equal((await add(owner)).status, 201)
  assert.equal(await usedBy(owner), 1)
  assert.equal((await start(owner, id)).status, 409)
})
