// verbs: merge-leads unmerge-leads lock-leads merge-rules
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'

const app = await startApp()

type Lead = Record<string, unknown> & { id: string; version: number }
const add = async (owner: Person, lead: object): Promise<Lead> => {
  const { status, body, text } = await owner.post('/leads', { owner_user_id: null, ...lead })
  assert.equal(status, 201, text)
  return body
}
const read = async (owner: Person, id: string): Promise<Lead> => (await owner.get(`/leads/${id}`)).body
const merge = (owner: Person, into: Lead, ...others: Lead[]) =>
  owner.post(`/leads/${into.id}/merge`, { lead_ids: others.map(({ id }) => id) })
const three = async (owner: Person) =>
  [await add(owner, { name: 'A' }), await add(owner, { name: 'B' }), await add(owner, { name: 'C' })] as [
    Lead,
    Lead,
    Lead,
  ]

test('while one is merged into a second and that into a third, each is behind a lead that is shown', async () => {
  const owner = await app.signUp()
  for (let i = 0; i < 6; i++) {
    const [a, b, c] = await three(owner)
    const answers = await Promise.all([merge(owner, b, a), merge(owner, c, b)])
    assert.ok(
      answers.every(({ status }) => status === 200 || status === 409) && answers.some(({ status }) => status === 200),
      answers.map(({ text }) => text).join(),
    )
    for (const lead of await Promise.all([a, b, c].map(({ id }) => read(owner, id)))) {
      const into = lead.merged_into_id ? await read(owner, lead.merged_into_id as string) : lead
      assert.deepEqual([into.archived_at, into.merged_into_id], [null, null])
    }
  }
})

test('crossing merges of four and their undoing at once never lose a lead nor wait for each other for ever', async () => {
  const owner = await app.signUp()
  const leads = await Promise.all(['A', 'B', 'C', 'D'].map((name) => add(owner, { name })))
  const [a, b, c, d] = leads as [Lead, Lead, Lead, Lead]
  const answers = await Promise.all([
    merge(owner, a, b, c),
    merge(owner, d, c, b),
    merge(owner, b, d),
    owner.post(`/leads/${a.id}/unmerge`),
    owner.post(`/leads/${d.id}/unmerge`),
  ])
  assert.ok(
    answers.every(({ status }) => status === 200 || status === 409),
    answers.map(({ text }) => text).join(),
  )
  for (const { id } of leads) {
    const lead = await read(owner, id)
    const into = lead.merged_into_id ? await read(owner, lead.merged_into_id as string) : lead
    assert.deepEqual([into.archived_at, into.merged_into_id], [null, null])
  }
})

test('undone by two at once, one merge is undone and not the one before it', async () => {
  const owner = await app.signUp()
  const [a, b, c] = await three(owner)
  await merge(owner, a, b)
  await merge(owner, a, c)
  const answers = await Promise.all([1, 2].map(() => owner.post(`/leads/${c.id}/unmerge`)))
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409])
  assert.equal((await read(owner, b.id)).merged_into_id, a.id)
  assert.equal((await read(owner, c.id)).merged_into_id, null)
})

test('undone after the one that stayed was archived, the others are back and it stays archived', async () => {
  const owner = await app.signUp()
  const [a, b] = await three(owner)
  await merge(owner, a, b)
  await owner.post(`/leads/${a.id}/archive`)
  assert.equal((await owner.post(`/leads/${b.id}/unmerge`)).status, 200)
  assert.notEqual((await read(owner, a.id)).archived_at, null)
  assert.equal((await read(owner, b.id)).archived_at, null)
})

test('undone after the one that stayed was converted it is refused, and so is a merge while it is converted', async () => {
  const owner = await app.signUp()
  const [a, b, c] = await three(owner)
  await merge(owner, a, b)
  assert.equal((await owner.post(`/leads/${b.id}/convert`, {})).body.code, 'leads.merged')
  const [converted, merged] = await Promise.all([owner.post(`/leads/${a.id}/convert`, {}), merge(owner, c, a)])
  if (converted.status < 300) {
    assert.equal(merged.body.code, 'leads.survivor_must_be_customer')
    assert.equal((await owner.post(`/leads/${b.id}/unmerge`)).body.code, 'leads.converted_since')
  } else assert.deepEqual([converted.body.code, merged.status], ['leads.merged', 200])
})

test('who comes back to a stage that is gone since stands in one that is on the board', async () => {
  const owner = await app.signUp()
  const { data: stages } = (await owner.get('/lead-stages')).body as {
    data: { id: string; name: string; status: string }[]
  }
  const stage = stages.findLast(({ status }) => status === 'qualified')!
  const [a] = await three(owner)
  const [b, c] = [
    await add(owner, { name: 'B', stage_id: stage.id }),
    await add(owner, { name: 'C', stage_id: stage.id }),
  ]
  await merge(owner, a, b)
  await owner.post(`/leads/${c.id}/archive`)
  const archived = await owner.post(`/lead-stages/${stage.id}/archive`)
  assert.equal(archived.status, 200, archived.text)
  const back = await owner.post(`/leads/${a.id}/unmerge`)
  assert.equal(back.status, 200, back.text)
  assert.equal((await owner.post(`/leads/${c.id}/restore`)).status, 200)
  const { stages: columns } = (await owner.get('/leads/board')).body
  const shown = new Set(columns.flatMap(({ leads }: { leads: Lead[] }) => leads.map(({ id }) => id)))
  for (const { id } of [a, b, c]) assert.ok(shown.has(id), (await read(owner, id)).name as string)
})

test('of notes that are too long to be joined none is lost that alone would stay', async () => {
  const owner = await app.signUp()
  const [a] = await three(owner)
  const [b, c] = [
    await add(owner, { name: 'B', notes: 'b'.repeat(6_000) }),
    await add(owner, { name: 'C', notes: 'c'.repeat(6_000) }),
  ]
  const { body } = await merge(owner, a, b, c)
  assert.equal(body.notes, 'b'.repeat(6_000))
})

test('merges are closed to a viewer and to other organisations', async () => {
  const [owner, other] = [await app.signUp(), await app.signUp()]
  const viewer = await app.signUp('viewer', owner)
  const [a, b] = await three(owner)
  await owner.patch(`/leads/${a.id}`, { name: 'Tan Wei Ming', email: 'wm@kopi.example' }, { version: 1 })
  await owner.patch(`/leads/${b.id}`, { name: 'Wei Ming Tan', email: 'wm@kopi.example' }, { version: 1 })
  const theirs = await add(other, { name: 'Tan Wei Ming', email: 'wm@kopi.example' })
  await app.settle()
  const [pair] = (await owner.get('/lead-duplicates')).body.data
  const asked = [
    [`/leads/${a.id}/merge`, { lead_ids: [b.id] }],
    [`/leads/${a.id}/unmerge`, {}],
    [`/lead-duplicates/${pair.id}/dismiss`, {}],
    [`/lead-duplicates/${pair.id}/reopen`, {}],
  ] as const
  for (const [path, body] of asked) {
    assert.equal((await viewer.post(path, body)).status, 403, path)
    assert.equal((await other.post(path, body)).status, 404, path)
  }
  assert.equal((await owner.post(`/leads/${a.id}/merge`, { lead_ids: [theirs.id] })).status, 404)
  const strange = { lead_ids: [b.id], fields: { name: theirs.id }, custom_fields: { seats: theirs.id } }
  assert.equal((await owner.post(`/leads/${a.id}/merge`, strange)).body.errors.length, 2)
  assert.deepEqual((await other.get(`/lead-duplicates?lead_id=${a.id}`)).body.data, [])
  assert.equal((await viewer.get('/lead-duplicates')).body.data.length, 1)
})
