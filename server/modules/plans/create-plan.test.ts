// verbs: create-plan update-plan archive-plan restore-plan end-default
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'

const { signUp } = await startApp()
const team = { code: 'team', name: 'Team' }
const pointers = (body: { errors: { pointer: string; code: string }[] }) =>
  body.errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()
const codes = async (seller: Person, query = '') =>
  (await seller.get(`/plans${query}`)).body.data.map(({ code }: { code: string }) => code)
const lastEvent = async (seller: Person) => (await seller.get('/events?limit=1')).body.data[0]

test('makes a plan with all that it comes with, and records it', async () => {
  const acme = await signUp()
  const wanted = {
    ...team,
    description: 'For small companies',
    gst_code: 'ZR',
    trial_days: 14,
    features: [{ code: 'sso', name: 'Single sign-on' }],
    limits: { seats: 5 },
    is_visible: true,
  }
  const { status, body, headers } = await acme.post('/plans', wanted)
  assert.equal(status, 201)
  const { id, version, created_at, updated_at, ...rest } = body
  assert.deepEqual(rest, {
    ...wanted,
    kind: 'plan',
    limits: { seats: 5, leads_per_month: null, invoices_per_month: null },
    is_active: true,
    is_default: false,
    display_order: 0,
  })
  assert.deepEqual([version, headers.etag, created_at], [1, '"1"', updated_at])
  assert.deepEqual((await acme.events()).at(-1), { name: 'plan.created', data: body })
  assert.deepEqual((await acme.get(`/plans/${id}`)).body, body)
})

test('a new plan stands last, and the list follows the order that the seller gives', async () => {
  const acme = await signUp()
  const made = []
  for (const code of ['one', 'two', 'three']) made.push((await acme.post('/plans', { code, name: code })).body)
  assert.deepEqual(await codes(acme), ['one', 'two', 'three'])
  const { body } = await acme.patch(`/plans/${made[0].id}`, { display_order: 7 }, { version: 1 })
  assert.equal(body.version, 2)
  assert.deepEqual(await codes(acme), ['two', 'three', 'one'])
  assert.deepEqual((await lastEvent(acme)).changes, { display_order: { before: 0, after: 7 } })

  const first = await acme.get('/plans?limit=2')
  assert.deepEqual(await codes(acme, `?limit=2&cursor=${first.body.next_cursor}`), ['one'])
})

test('finds plans by kind, by part of name or code, and archived ones when asked', async () => {
  const acme = await signUp()
  const { body } = await acme.post('/plans', team)
  await acme.post('/plans', { kind: 'add_on', code: 'priority-support', name: 'Help at night' })
  assert.equal((await acme.post(`/plans/${body.id}/archive`)).body.is_active, false)
  assert.deepEqual(await codes(acme), ['priority-support'])
  assert.deepEqual(await codes(acme, '?active=no'), ['team'])
  assert.deepEqual(await codes(acme, '?active=all&kind=plan'), ['team'])
  assert.deepEqual(await codes(acme, '?active=all&q=NIGHT'), ['priority-support'])
  assert.deepEqual(await codes(acme, '?active=all&q=tea'), ['team'])
  assert.deepEqual(await codes(acme, '?active=all&q=%25'), [])
})

test('archiving and restoring a plan are said once each, however often they are asked', async () => {
  const acme = await signUp()
  const { body } = await acme.post('/plans', team)
  for (const verb of ['archive', 'archive', 'restore', 'restore'])
    assert.equal((await acme.post(`/plans/${body.id}/${verb}`)).body.is_active, verb === 'restore')
  const names = (await acme.events()).map(({ name }) => name)
  assert.deepEqual(names.slice(-3), ['plan.created', 'plan.archived', 'plan.restored'])
})

test('refuses what makes no sense, all of it at once', async () => {
  const acme = await signUp()
  const features = [
    { code: 'sso', name: 'Single sign-on' },
    { code: 'sso', name: 'Again' },
  ]
  const odd = { kind: 'add_on', code: 'x', name: 'X', gst_code: 'NG', trial_days: 3, is_default: true, features }
  const { status, body } = await acme.post('/plans', odd)
  assert.deepEqual([status, body.code], [422, 'plans.invalid'])
  assert.deepEqual(pointers(body), [
    '/features/1/code not_allowed',
    '/gst_code not_allowed',
    '/is_default not_allowed',
    '/trial_days not_allowed',
  ])
  const wrong = { code: 'Not A Code', name: ' ', trial_days: 731, limits: { seats: 0, cats: 1 } }
  assert.deepEqual(pointers((await acme.post('/plans', wrong)).body), [
    '/code wrong_format',
    '/limits/cats unknown_field',
    '/limits/seats too_small',
    '/name wrong_format',
    '/trial_days too_large',
  ])
})

test('refuses a code that is taken, by making and by editing', async () => {
  const acme = await signUp()
  await acme.post('/plans', team)
  const { body } = await acme.post('/plans', { code: 'other', name: 'Other' })
  for (const answer of [
    await acme.post('/plans', team),
    await acme.patch(`/plans/${body.id}`, { code: 'team' }, { version: 1 }),
  ])
    assert.deepEqual([answer.status, answer.body.code], [409, 'plans.code_taken'])
  assert.equal((await (await signUp()).post('/plans', team)).status, 201)
})

test('one plan is the default: the next takes over from it, and it cannot be archived', async () => {
  const acme = await signUp()
  const { body: first } = await acme.post('/plans', { ...team, is_default: true })
  const refused = await acme.post(`/plans/${first.id}/archive`)
  assert.deepEqual([refused.status, refused.body.code], [409, 'plans.is_default'])

  const { body: second } = await acme.post('/plans', { code: 'second', name: 'Second' })
  await acme.patch(`/plans/${second.id}`, { is_default: true }, { version: 1 })
  const { body: now } = await acme.get(`/plans/${first.id}`)
  assert.deepEqual([now.is_default, now.version], [false, 2])
  const [, event] = (await acme.get('/events?limit=2')).body.data
  assert.deepEqual([event.subject_id, event.changes], [first.id, { is_default: { before: true, after: false } }])
  assert.equal((await acme.post(`/plans/${first.id}/archive`)).status, 200)
  const gone = await acme.patch(`/plans/${first.id}`, { is_default: true }, { version: 3 })
  assert.deepEqual(pointers(gone.body), ['/is_default not_allowed'])
})

test('of many who each make another plan the default, one default is left', async () => {
  const acme = await signUp()
  const made = []
  for (const code of ['a', 'b', 'c', 'd', 'e', 'f']) made.push((await acme.post('/plans', { code, name: code })).body)
  const answers = await Promise.all(
    made.map(({ id }) => acme.patch(`/plans/${id}`, { is_default: true }, { version: 1 })),
  )
  for (const { status, body } of answers) assert.ok(status === 200 || [409, 412].includes(status), JSON.stringify(body))
  const { data } = (await acme.get('/plans')).body
  assert.equal(data.filter(({ is_default }: { is_default: boolean }) => is_default).length, 1)
})

test('an edit names the version it saw; limits are given as a whole', async () => {
  const acme = await signUp()
  const { body } = await acme.post('/plans', { ...team, limits: { seats: 5, invoices_per_month: 100 } })
  const { body: after } = await acme.patch(`/plans/${body.id}`, { limits: { seats: 9 } }, { version: 1 })
  assert.deepEqual(after.limits, { seats: 9, leads_per_month: null, invoices_per_month: null })
  const late = await acme.patch(`/plans/${body.id}`, { name: 'Late' }, { version: 1 })
  assert.equal(late.body.code, 'request.stale_version')
  assert.equal((await acme.patch(`/plans/${body.id}`, { name: 'Late' })).status, 428)
})

test('a member reads plans and cannot change them; another organisation finds none of them', async () => {
  const acme = await signUp()
  const { body } = await acme.post('/plans', team)
  const member = await signUp('member', acme)
  assert.equal((await member.get(`/plans/${body.id}`)).status, 200)
  assert.equal((await member.post(`/plans/${body.id}/archive`)).status, 403)
  const beta = await signUp()
  for (const path of [`/plans/${body.id}`, `/plans/${body.id}/prices`]) assert.equal((await beta.get(path)).status, 404)
  assert.equal((await beta.post(`/plans/${body.id}/archive`)).status, 404)
  const price = { model: 'flat', billing_interval: 'month', unit_amount_cents: 100 }
  assert.equal((await beta.post(`/plans/${body.id}/prices`, price)).status, 404)
})
