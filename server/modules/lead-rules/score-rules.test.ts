// verbs: create-score-rule update-score-rule delete-score-rule order-score-rules delete-assignment-rule order-assignment-rules delete-absence check-conditions rescore-leads
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'

const { signUp, settle } = await startApp()

const scoreOf = async (owner: Person, id: string): Promise<number> => (await owner.get(`/leads/${id}`)).body.score

test('when a rule changes, all leads are scored anew in the background', async () => {
  const owner = await signUp()
  const ids: string[] = []
  for (const job_title of ['Chief Finance Officer', 'Clerk'])
    ids.push((await owner.post('/leads', { name: 'Siti', job_title })).body.id)
  const conditions = [{ field: 'job_title', operator: 'contains', value: 'FINANCE' }]
  const { body: rule } = await owner.post('/lead-score-rules', { name: 'Finance', points: 12, conditions })
  await settle()
  assert.deepEqual([await scoreOf(owner, ids[0]!), await scoreOf(owner, ids[1]!)], [12, 0])
  assert.ok((await owner.get('/lead-score-rules')).body.rescored_at)
  await owner.patch(`/lead-score-rules/${rule.id}`, { points: -5 }, { version: 1 })
  await settle()
  assert.equal(await scoreOf(owner, ids[0]!), -5)
  assert.equal((await owner.delete(`/lead-score-rules/${rule.id}`)).status, 204)
  await settle()
  assert.equal(await scoreOf(owner, ids[0]!), 0)
})

test('each operator means what it says, also for what is not there', async () => {
  const owner = await signUp()
  await owner.post('/lead-fields', { label: 'Seats', kind: 'number' })
  for (const { id } of (await owner.get('/lead-score-rules')).body.data) await owner.delete(`/lead-score-rules/${id}`)
  const cases: [object, boolean, boolean][] = [
    [{ field: 'company', operator: 'is', value: 'KOPI' }, true, false],
    [{ field: 'company', operator: 'is_not', value: 'kopi' }, false, true],
    [{ field: 'company', operator: 'contains', value: 'op' }, true, false],
    [{ field: 'company', operator: 'starts_with', value: 'ko' }, true, false],
    [{ field: 'company', operator: 'is_set' }, true, false],
    [{ field: 'company', operator: 'is_not_set' }, false, true],
    [{ field: 'estimated_value_cents', operator: 'at_least', value: '500' }, true, false],
    [{ field: 'estimated_value_cents', operator: 'at_most', value: '499' }, false, false],
    [{ field: 'custom.seats', operator: 'at_least', value: '2.5' }, true, false],
    [{ field: 'tag', operator: 'is', value: 'VIP' }, true, false],
    [{ field: 'tag', operator: 'is_not', value: 'vip' }, false, true],
    [{ field: 'tag', operator: 'is_set' }, true, false],
    [{ field: 'email_domain', operator: 'is', value: 'kopi.sg' }, true, false],
    [{ field: 'company_email', operator: 'is_set' }, true, false],
    [{ field: 'utm_source', operator: 'is', value: 'google' }, true, false],
  ]
  for (const [i, [condition]] of cases.entries())
    assert.equal(
      (await owner.post('/lead-score-rules', { name: `R${i}`, points: 1, conditions: [condition] })).status,
      201,
    )
  const full = await owner.post('/leads', {
    name: 'A',
    company: 'Kopi',
    email: 'a@kopi.sg',
    estimated_value_cents: 500,
    tags: ['vip', 'new'],
    custom_fields: { seats: 3 },
    utm: { first: { source: 'Google' } },
  })
  const empty = await owner.post('/leads', { name: 'B', email: 'b@gmail.com' })
  const held = async (id: string) =>
    (await owner.get(`/leads/${id}/score`)).body.points.map(({ name }: { name: string }) => name)
  const names = (which: 1 | 2) => cases.flatMap((each, i) => (each[which] ? [`R${i}`] : []))
  assert.deepEqual(await held(full.body.id), names(1))
  assert.deepEqual(await held(empty.body.id), names(2))
})

test('refuses conditions that cannot hold, each with its place', async () => {
  const owner = await signUp()
  const conditions = [
    { field: 'company', operator: 'is' },
    { field: 'company', operator: 'is_set', value: 'x' },
    { field: 'estimated_value_cents', operator: 'at_least', value: 'much' },
    { field: 'custom.nothing', operator: 'is_set' },
  ]
  const { status, body } = await owner.post('/lead-score-rules', { name: 'R', points: 1, conditions })
  assert.equal(status, 422)
  assert.deepEqual(
    body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
    [
      ['/conditions/0/value', 'required'],
      ['/conditions/1/value', 'unexpected'],
      ['/conditions/2/value', 'wrong_format'],
      ['/conditions/3/field', 'not_found'],
    ],
  )
  assert.equal((await owner.post('/lead-score-rules', { name: 'R', points: 0, conditions: [] })).status, 422)
})

test('rules are put in order and deleted, and of two that fit a lead the first decides', async () => {
  const owner = await signUp()
  const member = await signUp('member', owner)
  const rule = { conditions: [], strategy: 'least_loaded' }
  const { body: one } = await owner.post('/lead-assignment-rules', { ...rule, name: 'One', user_ids: [owner.id] })
  const { body: two } = await owner.post('/lead-assignment-rules', { ...rule, name: 'Two', user_ids: [member.id] })
  const next = async () => (await owner.post('/leads', { name: 'X' })).body.owner_user_id
  assert.equal(await next(), owner.id)
  const ordered = await owner.post('/lead-assignment-rules/order', { ids: [two.id, one.id] })
  assert.deepEqual(
    ordered.body.data.map(({ name }: { name: string }) => name),
    ['Two', 'One'],
  )
  assert.equal(await next(), member.id)
  assert.equal((await owner.delete(`/lead-assignment-rules/${two.id}`)).status, 204)
  assert.equal(await next(), owner.id)
  const { data } = (await owner.get('/lead-score-rules')).body as { data: { id: string }[] }
  const ids = data.map(({ id }) => id).toReversed()
  const { body } = await owner.post('/lead-score-rules/order', { ids })
  assert.deepEqual(
    body.data.map(({ id }: { id: string }) => id),
    ids,
  )
  const away = { user_id: owner.id, from_date: '2020-01-01', until_date: '2099-01-01' }
  const { body: absence } = await owner.post('/lead-absences', away)
  assert.equal(await next(), null)
  assert.equal((await owner.delete(`/lead-absences/${absence.id}`)).status, 204)
  assert.equal(await next(), owner.id)
})
