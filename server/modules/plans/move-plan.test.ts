import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'

const { signUp } = await startApp()

async function withPlans() {
  const owner = await signUp()
  const ids: Record<string, string> = {}
  for (const code of ['a', 'b', 'c', 'd'])
    ids[code] = (await owner.post('/plans', { code, name: code })).body.id as string
  return { owner, ids }
}
const orderOf = async (owner: Person) =>
  (await owner.get('/plans')).body.data.map(({ code }: { code: string }) => code).join('')
const move = (owner: Person, id: string | undefined, before_plan_id: string | null | undefined) =>
  owner.post(`/plans/${id}/move`, { before_plan_id })

test('a plan is put before another one or last, and the others keep their order', async () => {
  const { owner, ids } = await withPlans()
  const moved = await move(owner, ids.c, ids.a)
  assert.deepEqual([moved.status, moved.body.display_order, moved.body.version], [200, 1, 2], moved.text)
  assert.equal(await orderOf(owner), 'cabd')
  assert.equal((await move(owner, ids.c, null)).body.display_order, 4)
  assert.equal(await orderOf(owner), 'abdc')
  assert.equal((await owner.get(`/plans/${ids.a}`)).body.version, 1)
})

test('plans in the same place are told apart by moving one of them', async () => {
  const { owner, ids } = await withPlans()
  for (const id of Object.values(ids)) await owner.patch(`/plans/${id}`, { display_order: 7 }, { version: 1 })
  await move(owner, ids.d, ids.b)
  assert.equal(await orderOf(owner), 'adbc')
})

test('a plan that stands there already is not changed, and nothing is recorded', async () => {
  const { owner, ids } = await withPlans()
  await move(owner, ids.b, ids.a)
  const before = (await owner.events()).length
  assert.deepEqual([(await move(owner, ids.b, ids.a)).status, (await owner.events()).length], [200, before])
})

test('of eight who move at once each finds one order, without a place taken twice', async () => {
  const { owner, ids } = await withPlans()
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => move(owner, ids['abcd'[i % 4]!], i % 2 ? null : ids['bcda'[i % 4]!])),
  )
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  const { data } = (await owner.get('/plans')).body
  assert.deepEqual(
    data.map(({ display_order }: { display_order: number }) => display_order),
    [1, 2, 3, 4],
  )
})

test('it is put before no plan of another organisation, nor before itself', async () => {
  const { owner, ids } = await withPlans()
  const { ids: theirs } = await withPlans()
  for (const before_plan_id of [theirs.a, ids.a, randomUUID()]) {
    const { status, body } = await move(owner, ids.a, before_plan_id)
    assert.deepEqual([status, body.code, body.errors[0].pointer], [422, 'plans.invalid', '/before_plan_id'])
  }
  assert.equal((await move(owner, theirs.a, null)).status, 404)
})
