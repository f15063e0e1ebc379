// verbs: start-lead-import cancel-lead-import undo-lead-import sweep-lead-imports find-duplicates
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'
import { continueLeadImport } from './continue-lead-import.ts'
import { checked, choices, imported, read, uploaded } from './lead-import-fixture.ts'
import { sweepLeadImports } from './sweep-lead-imports.ts'

const app = await startApp()

const rows = (count: number) =>
  `Name,Email\n${Array.from({ length: count }, (_, i) => `Lead ${i},lead${i}@example.com`).join('\n')}\n`
const countOf = async (owner: Person) => (await owner.get('/leads/count')).body.count as number
const statusesOf = (answers: { status: number }[]) => answers.map(({ status }) => status).toSorted()

test('of two who start, cancel or undo at once one is heard, and no row comes twice', async () => {
  const owner = await app.signUp()
  const { id } = await checked(app, owner, rows(1_200))
  const twice = (verb: string) => Promise.all([1, 2].map(() => owner.post(`/lead-imports/${id}/${verb}`)))
  assert.deepEqual(statusesOf(await twice('start')), [200, 409])
  const run = () => continueLeadImport((work) => app.asSystem(owner.organization_id, work), app.parts.storage, id)
  await Promise.all([run(), run(), app.settle()])
  const done = await read(owner, id)
  assert.deepEqual([done.status, done.imported_count, done.done_count], ['completed', 1_200, 1_200])
  assert.equal(await countOf(owner), 1_200)
  assert.deepEqual(statusesOf(await twice('undo')), [200, 409])
  assert.equal((await owner.post(`/lead-imports/${id}/undo`)).status, 409)
  assert.equal((await owner.post(`/lead-imports/${id}/cancel`)).status, 409)
  await app.settle()
  const undone = await read(owner, id)
  assert.deepEqual([undone.status, undone.undone_count, undone.kept_count], ['undone', 1_200, 0])
  assert.equal((await owner.post(`/lead-imports/${id}/start`)).status, 409)
})

test('started and cancelled at once it ends as one of both, and what came in can be undone', async () => {
  const owner = await app.signUp()
  for (let i = 0; i < 3; i++) {
    const { id } = await checked(app, owner, rows(1_200).replaceAll('@', `+${i}@`))
    const before = await countOf(owner)
    const [start, cancel] = await Promise.all(
      ['start', 'cancel'].map((verb) => owner.post(`/lead-imports/${id}/${verb}`)),
    )
    assert.ok([200, 409].includes(start!.status) && cancel!.status === 200, `${start!.status} ${cancel!.status}`)
    await app.settle()
    const ended = await read(owner, id)
    assert.equal(ended.status, 'cancelled')
    assert.equal(await countOf(owner), before + ended.imported_count)
    assert.equal((await owner.post(`/lead-imports/${id}/undo`)).status, ended.imported_count ? 200 : 409)
    await app.settle()
    assert.equal(await countOf(owner), before)
  }
})

test('cancelled between two batches it stops there; the leads that came stay until they are undone', async () => {
  const owner = await app.signUp()
  const { id } = await checked(app, owner, rows(1_200))
  await app.admin.query(`update app.lead_imports set status = 'importing' where id = $1`, [id])
  let turns = 0
  await continueLeadImport(
    async (work) => {
      if (turns++ === 1) assert.equal((await owner.post(`/lead-imports/${id}/cancel`)).status, 200)
      return app.asSystem(owner.organization_id, work)
    },
    app.parts.storage,
    id,
  )
  const ended = await read(owner, id)
  assert.deepEqual([ended.status, ended.imported_count], ['cancelled', 500])
  assert.equal((await owner.post(`/lead-imports/${id}/undo`)).status, 200)
  await app.settle()
  assert.equal(await countOf(owner), 0)
})

test('a row whose lead was merged since the dry run finds the lead that it went into', async () => {
  const owner = await app.signUp()
  const add = async (lead: object) => (await owner.post('/leads', lead)).body.id as string
  const [one, two] = [await add({ name: 'A', email: 'a@x.sg' }), await add({ name: 'B', email: 'b@x.sg' })]
  const { id, duplicate_count } = await checked(app, owner, 'Name,Email\nB,b@x.sg\nC,c@x.sg\n')
  assert.equal(duplicate_count, 1)
  assert.equal((await owner.post(`/leads/${one}/merge`, { lead_ids: [two] })).status, 200)
  await owner.post(`/lead-imports/${id}/start`)
  await app.settle()
  assert.equal((await read(owner, id)).imported_count, 1)
  const again = await checked(app, owner, 'Name,Email\nB,b@x.sg\n')
  assert.deepEqual([again.new_count, again.duplicate_count], [0, 1])
  const [row] = (await owner.get(`/lead-imports/${again.id}/rows?verdict=duplicate`)).body.data
  assert.equal(row.duplicate_of_lead_id, one)
})

test('a row whose lead was archived since the dry run comes in, for nobody sees that lead any more', async () => {
  const owner = await app.signUp()
  const { id: lead_id } = (await owner.post('/leads', { name: 'A', email: 'a@x.sg' })).body
  const { id } = await checked(app, owner, 'Name,Email\nA,a@x.sg\nA again,A@x.sg\nB,b@x.sg\n')
  await owner.post(`/leads/${lead_id}/archive`)
  await owner.post(`/lead-imports/${id}/start`)
  await app.settle()
  const { imported_count, new_count, duplicate_count } = await read(owner, id)
  assert.deepEqual([imported_count, new_count, duplicate_count], [2, 2, 1])
  const [row, ...rest] = (await owner.get(`/lead-imports/${id}/rows?verdict=duplicate`)).body.data
  assert.deepEqual([row.line, row.duplicate_of_line, rest.length], [3, 2, 0])
})

test('what is started while the sweep looks at it keeps its rows', async () => {
  const owner = await app.signUp()
  const { id } = await checked(app, owner, rows(600))
  app.travelTo('2026-12-23T04:00:00Z')
  let turns = 0
  await sweepLeadImports(async (work) => {
    if (turns++ === 1) await app.admin.query(`update app.lead_imports set status = 'importing' where id = $1`, [id])
    return app.asSystem(owner.organization_id, work)
  }, app.parts.storage)
  await continueLeadImport((work) => app.asSystem(owner.organization_id, work), app.parts.storage, id)
  const done = await read(owner, id)
  assert.deepEqual([done.status, done.imported_count], ['completed', 600])
})

test('every route of imports is closed to a viewer, to other organisations and to strangers', async () => {
  const [owner, other] = [await app.signUp(), await app.signUp()]
  const { id } = await imported(app, owner, rows(2))
  const viewer = await app.signUp('viewer', owner)
  const member = await app.signUp('member', owner)
  const check = { fields: ['name', 'email'], choices }
  const piece = { from_byte: 0, content: 'TmFtZQ==' }
  const asked: [string, object?][] = [
    [''],
    ['/preview'],
    ['/rows'],
    ['/rows/export'],
    ['/upload', piece],
    ['/check', check],
    ['/start', {}],
    ['/cancel', {}],
    ['/undo', {}],
  ]
  for (const [path, body] of asked) {
    const ask = (person: Person) =>
      body ? person.post(`/lead-imports/${id}${path}`, body) : person.get(`/lead-imports/${id}${path}`)
    assert.equal((await ask(viewer)).status, 403, path)
    assert.equal((await ask(other)).status, 404, path)
    assert.ok(![403, 404].includes((await ask(member)).status), path)
  }
  assert.equal((await viewer.get('/lead-imports')).status, 403)
  assert.deepEqual((await other.get('/lead-imports')).body.data, [])
  assert.equal((await viewer.post('/lead-imports', { file_name: 'a.csv', byte_count: 1 })).status, 403)
  assert.equal((await member.get('/leads/export')).status, 403)
  const mine = await uploaded(member, rows(1))
  assert.equal((await read(owner, mine)).status, 'uploaded')
})
