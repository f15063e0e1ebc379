// verbs: update-customer archive-customer restore-customer
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, nextUen, startApp } from '#test/support.ts'

const { signUp } = await startApp()

test('changes what is named, keeps the rest, and records before and after', async () => {
  const acme = await signUp()
  const { body: made } = await acme.post('/customers', { name: 'Kopi Kaki', email: 'a@kopi.example', address })
  const { status, body, headers } = await acme.patch(
    `/customers/${made.id}`,
    { name: 'Kopi Kaki Holdings', email: null },
    { version: 1 },
  )
  assert.equal(status, 200)
  assert.deepEqual(
    { ...body, updated_at: made.updated_at },
    { ...made, name: 'Kopi Kaki Holdings', email: null, version: 2 },
  )
  assert.equal(headers.etag, '"2"')
  const [event] = (await acme.get(`/events?subject_id=${made.id}`)).body.data
  assert.equal(event.name, 'customer.updated')
  assert.equal(event.actor_name, 'Mei Tan')
  assert.deepEqual(event.changes, {
    name: { before: 'Kopi Kaki', after: 'Kopi Kaki Holdings' },
    email: { before: 'a@kopi.example', after: null },
  })
  assert.equal((await acme.get('/customers?q=holdings')).body.data.length, 1)
})

test('of two who edit one customer, the second is told that it changed and loses nothing silently', async () => {
  const acme = await signUp()
  const { body } = await acme.post('/customers', { name: 'Kopi Kaki' })
  const edit = (name: string) => acme.patch(`/customers/${body.id}`, { name }, { version: 1 })
  const answers = await Promise.all([edit('One'), edit('Two'), edit('Three')])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412, 412])
  assert.equal(
    (await acme.patch(`/customers/${body.id}`, { name: 'x' }, { headers: { 'if-match': 'rubbish' } })).status,
    412,
  )
})

test('refuses a UEN that another customer has, also by editing', async () => {
  const acme = await signUp()
  const uen = nextUen()
  await acme.post('/customers', { name: 'First', uen })
  const { body } = await acme.post('/customers', { name: 'Second' })
  assert.equal((await acme.patch(`/customers/${body.id}`, { uen: uen.toLowerCase() }, { version: 1 })).status, 409)
})

test('archives and restores; an archived customer leaves the list and nothing else', async () => {
  const acme = await signUp()
  const { body } = await acme.post('/customers', { name: 'Kopi Kaki' })
  const count = async (archived: string) => (await acme.get(`/customers/count?archived=${archived}`)).body.count
  assert.notEqual((await acme.post(`/customers/${body.id}/archive`)).body.archived_at, null)
  assert.equal((await acme.post(`/customers/${body.id}/archive`)).status, 200)
  assert.deepEqual([await count('no'), await count('yes'), await count('all')], [0, 1, 1])
  assert.equal((await acme.get(`/customers/${body.id}`)).status, 200)
  assert.equal((await acme.post(`/customers/${body.id}/restore`)).body.archived_at, null)
  assert.deepEqual(
    (await acme.events()).slice(-2).map(({ name }) => name),
    ['customer.archived', 'customer.restored'],
  )
})

test('pages through customers by name or age, and finds any part of name, e-mail or UEN', async () => {
  const acme = await signUp()
  const uen = nextUen()
  for (const name of ['delta', 'Alpha', 'charlie', 'Bravo', 'echo'])
    await acme.post('/customers', { name, email: `${name}@x.example` })
  await acme.post('/customers', { name: 'Zulu 100%', uen })
  const walk = async (sort: string) => {
    const names: string[] = []
    for (let cursor = ''; ;) {
      const { body } = await acme.get(`/customers?limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`)
      names.push(...body.data.map(({ name }: { name: string }) => name))
      if (!body.next_cursor) return names
      cursor = body.next_cursor
    }
  }
  assert.deepEqual(await walk('name'), ['Alpha', 'Bravo', 'charlie', 'delta', 'echo', 'Zulu 100%'])
  assert.deepEqual(await walk('-name'), ['Zulu 100%', 'echo', 'delta', 'charlie', 'Bravo', 'Alpha'])
  assert.deepEqual(await walk('-created_at'), ['Zulu 100%', 'echo', 'Bravo', 'charlie', 'Alpha', 'delta'])
  const found = async (q: string) => (await acme.get(`/customers?q=${encodeURIComponent(q)}`)).body.data.length
  assert.deepEqual(
    [await found('LPH'), await found('bravo@'), await found(uen.slice(3)), await found('0%'), await found('_')],
    [1, 1, 1, 1, 0],
  )
})
