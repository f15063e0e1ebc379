// verbs: create-lead insert-leads update-lead list-leads move-lead edit-leads choose-owners create-absence create-assignment-rule update-assignment-rule refuse-strangers
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp, type TestApp } from '#test/support.ts'

const app = await startApp()

const stageNamed = async (owner: Awaited<ReturnType<TestApp['signUp']>>, name: string) =>
  (await owner.get('/lead-stages')).body.data.find((stage: { name: string }) => stage.name === name)

test('a lead is scored by rules that say why, and normal forms are kept', async () => {
  const owner = await app.signUp()
  const { status, body } = await owner.post('/leads', {
    name: 'Tan Wei Ming',
    email: 'wm@Kopi.sg',
    phone: '9123 4567',
    company: 'Kopi Pte. Ltd.',
    estimated_value_cents: 1_200_000,
    notes: 'His number is S1234567D, order S1234567A',
  })
  assert.equal(status, 201)
  assert.equal(body.phone, '+6591234567')
  assert.equal(body.score, 10 + 5 + 20)
  assert.equal(body.notes, 'His number is •••••567D, order S1234567A')
  assert.deepEqual(
    body.warnings.map(({ pointer }: { pointer: string }) => pointer),
    ['/notes'],
  )
  const { body: score } = await owner.get(`/leads/${body.id}/score`)
  assert.deepEqual(
    score.points.map(({ name, points }: { name: string; points: number }) => [name, points]),
    [
      ['Company e-mail', 10],
      ['Phone number', 5],
      ['Worth 10,000 or more', 20],
    ],
  )
  assert.equal(score.score, body.score)
  const changed = await owner.patch(`/leads/${body.id}`, { email: 'wm@gmail.com', phone: null }, { version: 1 })
  assert.deepEqual([changed.status, changed.body.score], [200, 20])
})

test('any fragment of name, company, e-mail or phone finds a lead, and another organisation’s never', async () => {
  const [owner, other] = [await app.signUp(), await app.signUp()]
  const lead = {
    name: 'Léa Fernández',
    company: 'Orchid 100% Foods',
    email: 'lea@orchid-foods.sg',
    phone: '+65 9123 4567',
  }
  const { body } = await owner.post('/leads', lead)
  await other.post('/leads', { ...lead, name: 'Lea Other' })
  for (const q of ['ernand', 'LÉA', 'id 100%', 'chid-fo', '234567', '9123 45', 'ea'])
    assert.deepEqual(
      (await owner.get(`/leads?q=${encodeURIComponent(q)}`)).body.data.map(({ id }: { id: string }) => id),
      [body.id],
      q,
    )
  for (const q of ['100_', 'zzz', '%', '\\'])
    assert.equal((await owner.get(`/leads?q=${encodeURIComponent(q)}`)).body.data.length, q === '%' ? 1 : 0, q)
})

test('lists go on where a page ended in every order, those without the key last', async () => {
  const owner = await app.signUp()
  for (let i = 0; i < 7; i++)
    await owner.post('/leads', {
      name: `Lead ${i % 3}`,
      ...(i % 2 && { estimated_value_cents: i * 100, next_follow_up_at: `2026-12-0${i}T01:00:00Z` }),
    })
  for (const sort of [
    '-created_at',
    'created_at',
    'name',
    '-name',
    'score',
    '-score',
    'next_follow_up_at',
    '-estimated_value_cents',
    '-stage_changed_at',
  ]) {
    const whole = (await owner.get(`/leads?sort=${sort}`)).body.data.map(({ id }: { id: string }) => id)
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { body: { data: { id: string }[]; next_cursor: string | null } } = await owner.get(
        `/leads?sort=${sort}&limit=2&q=lead${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )
      seen.push(...page.body.data.map(({ id }) => id))
      cursor = page.body.next_cursor
    }
    assert.equal(seen.length, 7, sort)
    assert.deepEqual(seen, whole, sort)
  }
})

test('a lead moves over the board, and into Won by converting alone', async () => {
  const owner = await app.signUp()
  const { body: lead } = await owner.post('/leads', { name: 'Siti' })
  const qualified = await stageNamed(owner, 'Qualified')
  const moved = await owner.post(`/leads/${lead.id}/move`, { stage_id: qualified.id })
  assert.deepEqual([moved.body.status, moved.body.version], ['qualified', 2])
  assert.ok(moved.body.first_replied_at)
  assert.equal((await owner.post(`/leads/${lead.id}/move`, { stage_id: qualified.id })).body.version, 2)
  const won = await stageNamed(owner, 'Won')
  assert.equal((await owner.post(`/leads/${lead.id}/move`, { stage_id: won.id })).body.code, 'leads.not_converted')
  const lost = await stageNamed(owner, 'Lost')
  const gone = await owner.post(`/leads/${lead.id}/move`, { stage_id: lost.id, disqualified_reason: 'No budget' })
  assert.deepEqual([gone.body.status, gone.body.disqualified_reason], ['disqualified', 'No budget'])
  const back = await owner.post(`/leads/${lead.id}/move`, { stage_id: qualified.id })
  assert.equal(back.body.disqualified_reason, null)
  const { body: board } = await owner.get('/leads/board')
  assert.deepEqual(
    board.stages
      .find(({ stage_id }: { stage_id: string }) => stage_id === qualified.id)
      .leads.map(({ id }: { id: string }) => id),
    [lead.id],
  )
})

test('the rules give leads out in turn, past whoever is away, and least loaded first', async () => {
  const owner = await app.signUp()
  const [a, b] = [await app.signUp('member', owner), await app.signUp('member', owner)]
  const rule = {
    name: 'All',
    conditions: [{ field: 'source', operator: 'is', value: 'web' }],
    user_ids: [owner.id, a.id, b.id],
  }
  const made = await owner.post('/lead-assignment-rules', { ...rule, strategy: 'round_robin' })
  assert.equal(made.status, 201)
  const next = async (source = 'Web') => (await owner.post('/leads', { name: 'X', source })).body.owner_user_id
  assert.deepEqual(
    [await next(), await next(), await next(), await next('shop'), await next()],
    [owner.id, a.id, b.id, null, owner.id],
  )
  const { data } = (await owner.get('/leads?sort=-created_at')).body
  const timeline = (await owner.get(`/leads/${data[0].id}/timeline`)).body.data
  assert.deepEqual(timeline[0].event.changes, {
    owner_user_id: { before: null, after: owner.id },
    assignment_rule: { before: null, after: 'All' },
  })
  const away = { user_id: a.id, from_date: '2020-01-01', until_date: '2099-01-01' }
  assert.equal((await owner.post('/lead-absences', away)).status, 201)
  assert.deepEqual([await next(), await next()], [b.id, owner.id])
  await owner.patch(`/lead-assignment-rules/${made.body.id}`, { strategy: 'least_loaded' }, { version: 1 })
  assert.equal(await next(), b.id)
})

test('many are changed at once, all or none, and each says what changed', async () => {
  const owner = await app.signUp()
  const ids: string[] = []
  for (const name of ['A', 'B', 'C']) ids.push((await owner.post('/leads', { name, tags: ['x'] })).body.id)
  const lost = await stageNamed(owner, 'Lost')
  const changes = { stage_id: lost.id, disqualified_reason: 'Spam', add_tags: ['y', 'x'], remove_tags: ['z'] }
  const { body } = await owner.post('/leads/bulk-edit', { filter: {}, changes })
  assert.deepEqual(body, { matched_count: 3, changed_count: 3, bulk_edit_id: body.bulk_edit_id })
  assert.deepEqual((await owner.post('/leads/bulk-edit', { ids, changes })).body, {
    matched_count: 3,
    changed_count: 0,
    bulk_edit_id: null,
  })
  const { body: lead } = await owner.get(`/leads/${ids[0]}`)
  assert.deepEqual([lead.tags, lead.status, lead.version], [['x', 'y'], 'disqualified', 2])
  const { body: events } = await owner.get(`/events?subject_id=${ids[0]}&name=lead.updated`)
  assert.deepEqual(events.data[0].changes.tags, { before: ['x'], after: ['x', 'y'] })
  const stranger = await app.signUp()
  assert.equal((await stranger.post('/leads/bulk-edit', { ids: [ids[0]!], changes })).status, 422)
})
