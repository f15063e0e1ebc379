import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, nextUen, type Person, startApp } from '#test/support.ts'
import { planHistory } from './gst-registration-rules.ts'

const { signUp, admin, travelTo } = await startApp()

const pathOf = ({ organization_id }: Person) => `/organizations/${organization_id}`
const history = async (person: Person) =>
  (await person.get(`${pathOf(person)}/gst-registrations`)).body.data.map(
    ({ gst_reg_no, from_date, to_date }: Record<string, string>) => [gst_reg_no, from_date, to_date],
  )
async function change(person: Person, changes: object) {
  const { version } = (await person.get(pathOf(person))).body
  return person.patch(pathOf(person), changes, { version })
}
async function issue(person: Person) {
  const customer = (await person.post('/customers', { name: 'Kopi Kaki', address })).body
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]
  const { body } = await person.post('/invoices', { customer_id: customer.id, lines }, { key: randomUUID() })
  return { id: body.id, told: [body.kind, body.seller.gst_reg_no, body.gst_amount_cents] }
}

test('each invoice takes the registration in force on its tax point, and keeps it whatever comes later', async () => {
  travelTo('2026-11-22T04:00:00Z')
  const first = nextUen()
  const acme = await signUp('owner', undefined, { gst_reg_no: first, gst_registered_from: '2020-01-01' })
  const before = await issue(acme)
  assert.deepEqual(before.told, ['tax_invoice', first, 900])

  const planned = await change(acme, { gst_reg_no: 'M90312345A', gst_registered_from: '2026-12-01' })
  assert.equal(planned.status, 200)
  assert.deepEqual(await history(acme), [
    ['M90312345A', '2026-12-01', null],
    [first, '2020-01-01', '2026-11-30'],
  ])
  assert.deepEqual((await issue(acme)).told, ['tax_invoice', first, 900])
  travelTo('2026-11-30T16:00:00Z')
  assert.deepEqual((await issue(acme)).told, ['tax_invoice', 'M90312345A', 900])

  await change(acme, { is_gst_registered: false, gst_registered_to: '2026-12-31' })
  assert.deepEqual((await history(acme))[0], ['M90312345A', '2026-12-01', '2026-12-31'])
  travelTo('2026-12-31T04:00:00Z')
  assert.deepEqual((await issue(acme)).told, ['tax_invoice', 'M90312345A', 900])
  travelTo('2026-12-31T16:00:00Z')
  assert.deepEqual((await issue(acme)).told, ['invoice', null, 0])

  const { body } = await acme.get(`/invoices/${before.id}`)
  assert.deepEqual([body.kind, body.seller.gst_reg_no, body.gst_amount_cents], before.told)
})

test('leaving the register without a day ends it yesterday, and one that never held leaves no trace', async () => {
  travelTo('2026-11-22T04:00:00Z')
  const [acme, soon] = [await signUp(), await signUp('owner', undefined, { gst_registered_from: '2026-12-01' })]
  await change(acme, { is_gst_registered: false })
  assert.deepEqual((await history(acme))[0].slice(1), ['2019-01-01', '2026-11-21'])
  assert.equal((await issue(acme)).told[0], 'invoice')
  await change(soon, { is_gst_registered: false })
  assert.deepEqual(await history(soon), [])
})

test('a period that would overlap the one before is refused with the day that is free', async () => {
  travelTo('2026-11-22T04:00:00Z')
  const acme = await signUp()
  await change(acme, { is_gst_registered: false, gst_registered_to: '2026-10-31' })
  const again = { is_gst_registered: true, gst_reg_no: 'M90312345A' }
  const { status, body } = await change(acme, { ...again, gst_registered_from: '2026-10-31' })
  assert.equal(status, 422)
  assert.equal(body.errors[0].pointer, '/gst_registered_from')
  assert.match(body.errors[0].detail, /ended on 2026-10-31/)
  assert.equal((await change(acme, { ...again, gst_registered_from: '2026-11-01' })).status, 200)
  const early = await change(acme, { is_gst_registered: false, gst_registered_to: '2026-10-01' })
  assert.equal(early.body.errors[0].pointer, '/gst_registered_to')
  assert.equal((await history(acme)).length, 2)
})

test('the database itself holds number and day of each registration, and one without end at most', async () => {
  const acme = await signUp()
  const insert = (gst_reg_no: string | null, from: string | null) =>
    admin.query('insert into app.gst_registrations values ($1, gen_random_uuid(), $2, $3, null, now())', [
      acme.organization_id,
      gst_reg_no,
      from,
    ])
  await assert.rejects(insert(null, '2030-01-01'), { code: '23502' })
  await assert.rejects(insert('M90312345A', null), { code: '23502' })
  await assert.rejects(insert('M90312345A', '2030-01-01'), { constraint: 'gst_registrations_one_open' })
})

const period = (from_date: string, to_date: string | null, gst_reg_no = 'OLD') => ({
  id: from_date,
  gst_reg_no,
  from_date,
  to_date,
})

test('plans what a change means for the history', () => {
  const open = [period('2020-01-01', null)]
  const ended = [period('2020-01-01', '2025-12-31')]
  const plan = (old: typeof open, wanted: [string, string] | undefined, last?: string) =>
    planHistory(old, wanted && { gst_reg_no: wanted[0], from_date: wanted[1] }, last ?? '2026-11-21', Boolean(last))
  const insert = (gst_reg_no: string, from_date: string) => ({ gst_reg_no, from_date, to_date: null })

  assert.deepEqual(plan([], ['NEW', '2026-01-01']), { insert: insert('NEW', '2026-01-01') })
  assert.deepEqual(plan(open, ['OLD', '2020-01-01']), {}, 'nothing changed')
  assert.deepEqual(
    plan(open, ['NEW', '2020-01-01']),
    { update: period('2020-01-01', null, 'NEW') },
    'a mistyped number',
  )
  assert.deepEqual(
    plan(open, ['OLD', '2021-01-01']),
    { update: { ...open[0], from_date: '2021-01-01' } },
    'a wrong day',
  )
  assert.deepEqual(plan(open, ['NEW', '2026-01-01']), {
    update: period('2020-01-01', '2025-12-31'),
    insert: insert('NEW', '2026-01-01'),
  })
  assert.deepEqual(plan(ended, ['NEW', '2026-01-01']), { insert: insert('NEW', '2026-01-01') })
  assert.deepEqual(plan(ended, ['OLD', '2020-01-01']), { update: period('2020-01-01', null) }, 'ended by mistake')
  assert.deepEqual(plan(ended, undefined, '2025-06-30'), { update: period('2020-01-01', '2025-06-30') }, 'another end')
  assert.deepEqual(plan(ended, undefined), {}, 'is not registered and stays so')
  assert.ok('refusal' in plan(open, ['OLD', '2020-01-01'], '2026-12-31'), 'registered, and yet a last day')
})
