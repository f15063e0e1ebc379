// verbs: log-activity create-task complete-task reopen-task update-activity archive-activity restore-activity
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'

const { signUp, travelTo } = await startApp()
travelTo('2026-11-23T02:00:00Z')

const leadOf = async (owner: Person, more: object = {}) =>
  (await owner.post('/leads', { name: 'Siti', phone: '9123 4567', ...more })).body
const codes = (body: { errors: { pointer: string; code: string }[] }) =>
  body.errors.map(({ pointer, code }) => `${pointer} ${code}`)

test('to get back to a lead stops its reply-time clock, at the earliest time that is known', async () => {
  const owner = await signUp()
  const { id } = await leadOf(owner)
  const log = (input: object) => owner.post(`/leads/${id}/activities`, { body: 'x', ...input })
  await log({ kind: 'note' })
  await log({ kind: 'mail', direction: 'in' })
  assert.equal((await owner.get(`/leads/${id}`)).body.first_replied_at, null)
  assert.equal((await log({ kind: 'mail' })).status, 201)
  assert.equal((await owner.get(`/leads/${id}`)).body.first_replied_at, '2026-11-23T02:00:00Z')
  await log({ kind: 'message', happened_at: '2026-11-23T01:30:00Z' })
  assert.equal((await owner.get(`/leads/${id}`)).body.first_replied_at, '2026-11-23T01:30:00Z')
})

test('a call to a Singapore number says why it could be made; the registry’s answer is good for 21 days', async () => {
  const owner = await signUp()
  const { id } = await leadOf(owner)
  const abroad = await leadOf(owner, { phone: '+60 12 345 6789' })
  const call = (input: object, lead = id) =>
    owner.post(`/leads/${lead}/activities`, { kind: 'call', body: 'x', ...input })
  assert.deepEqual(codes((await call({})).body), ['/dnc_basis required'])
  assert.deepEqual(codes((await call({ dnc_basis: 'checked' })).body), ['/dnc_checked_on required'])
  assert.deepEqual(codes((await call({ dnc_basis: 'consent', dnc_checked_on: '2026-11-20' })).body), [
    '/dnc_checked_on unexpected',
  ])
  // The day in Singapore is the 23rd.
  assert.equal((await call({ dnc_basis: 'checked', dnc_checked_on: '2026-11-02' })).status, 201)
  assert.deepEqual(codes((await call({ dnc_basis: 'checked', dnc_checked_on: '2026-11-01' })).body), [
    '/dnc_checked_on too_early',
  ])
  assert.deepEqual(codes((await call({ dnc_basis: 'checked', dnc_checked_on: '2026-11-24' })).body), [
    '/dnc_checked_on too_late',
  ])
  assert.deepEqual(
    [await call({ dnc_basis: 'consent' }), await call({ direction: 'in' }), await call({}, abroad.id)].map(
      ({ status }) => status,
    ),
    [201, 201, 201],
  )
  const note = await owner.post(`/leads/${id}/activities`, { kind: 'note', body: 'x', dnc_basis: 'consent' })
  assert.deepEqual(codes(note.body), ['/dnc_basis unexpected'])
  assert.deepEqual(codes((await call({ direction: 'in', happened_at: '2026-11-24T02:00:00Z' })).body), [
    '/happened_at too_late',
  ])
})

test('who took back their consent to calls is called for no marketing, until they consent again', async () => {
  const owner = await signUp()
  const { id } = await leadOf(owner)
  const call = (dnc_basis: string) =>
    owner.post(`/leads/${id}/activities`, {
      kind: 'call',
      body: 'x',
      dnc_basis,
      ...(dnc_basis === 'checked' && { dnc_checked_on: '2026-11-22' }),
    })
  const say = (channel: string, is_given: boolean) =>
    owner.post(`/leads/${id}/consents`, { channel, is_given, text: 'As they said' })
  await say('phone', true)
  await say('email', false)
  assert.equal((await call('consent')).status, 201)
  await say('phone', false)
  for (const basis of ['consent', 'checked'])
    assert.deepEqual(codes((await call(basis)).body), ['/dnc_basis not_allowed'], basis)
  assert.equal((await call('not_marketing')).status, 201)
  await say('phone', true)
  assert.equal((await call('checked')).status, 201)
})

test('the timeline tells what was said and changed, newest first, a page at a time', async () => {
  const [owner, stranger] = [await signUp(), await signUp()]
  const { id } = await leadOf(owner)
  for (let i = 0; i < 5; i++) {
    const happened_at = `2026-11-2${i % 3}T01:00:00Z`
    await owner.post(`/leads/${id}/activities`, { kind: 'note', body: `Note ${i} of S1234567D`, happened_at })
  }
  await owner.patch(`/leads/${id}`, { job_title: 'Buyer' }, { version: 1 })
  const entries: { id: string; at: string }[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body }: { body: { data: never[]; next_cursor: string | null } } = await owner.get(
      `/leads/${id}/timeline?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    entries.push(...body.data)
    cursor = body.next_cursor
  }
  // Five notes; created, and changed. Nobody was given the lead.
  assert.equal(entries.length, 7)
  assert.deepEqual(
    entries.map(({ at }) => at),
    entries
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  )
  const { data } = (await owner.get(`/leads/${id}/timeline?show=activities`)).body
  assert.equal(data.length, 5)
  assert.match(data[0].activity.body, /of •••••567D$/)
  const changed = (await owner.get(`/leads/${id}/timeline`)).body.data.find(
    (entry: { event?: { name: string } }) => entry.event?.name === 'lead.updated',
  )
  assert.deepEqual(changed.event.changes.job_title, { before: null, after: 'Buyer' })
  assert.equal((await stranger.get(`/leads/${id}/timeline`)).status, 404)
  assert.equal((await stranger.post(`/leads/${id}/activities`, { kind: 'note', body: 'x' })).status, 404)
})

test('what was written down is mended, taken out and brought back; why a number could be called stays', async () => {
  const owner = await signUp()
  const { id } = await leadOf(owner)
  const { body: note } = await owner.post(`/leads/${id}/activities`, { kind: 'note', body: 'Tee' })
  assert.equal((await owner.patch(`/lead-activities/${note.id}`, { body: 'Tea' }, { version: 1 })).body.body, 'Tea')
  assert.equal((await owner.patch(`/lead-activities/${note.id}`, { body: 'Tee' }, { version: 1 })).status, 412)
  assert.equal((await owner.patch(`/lead-activities/${note.id}`, { dnc_basis: 'consent' }, { version: 2 })).status, 422)
  const due = await owner.patch(`/lead-activities/${note.id}`, { due_at: '2026-12-01T01:00:00Z' }, { version: 2 })
  assert.deepEqual(codes(due.body), ['/due_at unexpected'])
  const count = async () => (await owner.get(`/leads/${id}/timeline?show=activities`)).body.data.length
  await owner.post(`/lead-activities/${note.id}/archive`)
  assert.equal(await count(), 0)
  await owner.post(`/lead-activities/${note.id}/restore`)
  assert.equal(await count(), 1)
})

test('my day: who to get back to, what to do, and who waits for a first answer, overdue first', async () => {
  const owner = await signUp()
  const member = await signUp('member', owner)
  const late = await leadOf(owner, { name: 'Late', owner_user_id: owner.id, next_follow_up_at: '2026-11-20T01:00:00Z' })
  const tonight = await leadOf(owner, {
    name: 'Tonight',
    owner_user_id: owner.id,
    next_follow_up_at: '2026-11-23T15:59:00Z',
  })
  // Past midnight in Singapore.
  await leadOf(owner, { name: 'Tomorrow', owner_user_id: owner.id, next_follow_up_at: '2026-11-23T16:00:00Z' })
  await leadOf(owner, { name: 'Theirs', owner_user_id: member.id, next_follow_up_at: '2026-11-20T01:00:00Z' })
  const { body: task } = await owner.post(`/leads/${late.id}/tasks`, {
    body: 'Send the quote',
    due_at: '2026-11-22T01:00:00Z',
  })
  await owner.post(`/leads/${late.id}/tasks`, { body: 'Not yet', due_at: '2026-12-22T01:00:00Z' })
  await owner.post(`/leads/${tonight.id}/activities`, { kind: 'mail', body: 'Hello' })
  const names = (list: { name: string }[]) => list.map(({ name }) => name)
  const { body: day } = await owner.get('/leads/my-day')
  assert.deepEqual(names(day.follow_ups), ['Late', 'Tonight'])
  assert.deepEqual([day.follow_up_count, day.overdue_count, day.task_count], [2, 1, 1])
  assert.deepEqual([day.tasks[0].id, day.tasks[0].lead_name], [task.id, 'Late'])
  assert.deepEqual(names(day.unanswered), ['Late', 'Tomorrow'])
  assert.equal(day.unanswered[0].reply_due_at, '2026-11-23T03:00:00Z')
  assert.deepEqual(names((await owner.get('/leads/my-day?owner_user_id=all')).body.follow_ups).toSorted(), [
    'Late',
    'Theirs',
    'Tonight',
  ])
  assert.deepEqual(names((await member.get('/leads/my-day')).body.follow_ups), ['Theirs'])
  const done = await owner.post(`/lead-activities/${task.id}/complete`)
  assert.equal(done.body.done_at, '2026-11-23T02:00:00Z')
  assert.equal((await owner.get('/leads/my-day')).body.task_count, 0)
  await owner.post(`/lead-activities/${task.id}/reopen`)
  assert.equal((await owner.get('/leads/my-day')).body.task_count, 1)
  await owner.patch(`/lead-activities/${task.id}`, { assignee_user_id: member.id }, { version: 3 })
  assert.equal((await member.get('/leads/my-day')).body.task_count, 1)
})
