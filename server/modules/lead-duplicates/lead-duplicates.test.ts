// verbs: merge-leads unmerge-leads dismiss-lead-duplicate reopen-lead-duplicate find-matches lock-leads write-merged find-lead-duplicates
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'

const app = await startApp()

type Lead = Record<string, unknown> & { id: string; tags: string[]; version: number }
const add = async (owner: Person, lead: object): Promise<Lead> => {
  const { status, body, text } = await owner.post('/leads', { owner_user_id: null, ...lead })
  assert.equal(status, 201, text)
  return body
}
const pairsOf = async (owner: Person, query = '') => {
  await app.settle()
  return (await owner.get(`/lead-duplicates${query}`)).body.data as {
    id: string
    score: number
    state: string
    reasons: { code: string; points: number }[]
    lead: Lead
    other_lead: Lead
  }[]
}
const read = async (owner: Person, id: string): Promise<Lead> => (await owner.get(`/leads/${id}`)).body
const siti = { name: 'Siti Nurhaliza', email: 'siti.n+fair@gmail.com', company: 'Kopi House Pte Ltd' }
const sitiAgain = { name: 'Nurhaliza, Siti', email: 'SitiN@googlemail.com', phone: '9123 4567', source: 'Fair' }

test('leads that came twice are found with the reasons, and colleagues or strangers never', async () => {
  const [owner, other] = [await app.signUp(), await app.signUp()]
  const one = await add(owner, siti)
  const two = await add(owner, sitiAgain)
  await add(owner, { name: 'Lim Hui Min', email: 'huimin@gmail.com', company: 'Kopi House Pte Ltd' })
  await add(other, siti)
  const [pair, ...rest] = await pairsOf(owner)
  assert.deepEqual([pair?.lead.id, pair?.other_lead.id, rest.length], [one.id, two.id, 0])
  assert.deepEqual(
    pair?.reasons.map(({ code }) => code),
    ['same_email', 'same_name'],
  )
  assert.equal((await owner.get('/lead-duplicates/count')).body.count, 1)
  assert.deepEqual(await pairsOf(other), [])
  assert.equal((await other.get(`/lead-duplicates/${pair?.id}`)).status, 404)
})

test('a pair goes when a lead turns out to be somebody else, and stays dismissed once it is, until that is undone', async () => {
  const owner = await app.signUp()
  const one = await add(owner, siti)
  const two = await add(owner, sitiAgain)
  const [pair] = await pairsOf(owner)
  const dismissed = await owner.post(`/lead-duplicates/${pair!.id}/dismiss`)
  assert.deepEqual([dismissed.status, dismissed.body.state], [200, 'dismissed'])
  assert.equal((await owner.post(`/lead-duplicates/${pair!.id}/dismiss`)).status, 200)
  await owner.patch(`/leads/${two.id}`, { job_title: 'Boss', name: 'Siti Nur Haliza' }, { version: 1 })
  assert.deepEqual(await pairsOf(owner), [])
  assert.equal((await pairsOf(owner, `?state=dismissed&lead_id=${one.id}`)).length, 1)
  assert.equal((await owner.post(`/lead-duplicates/${pair!.id}/reopen`)).body.state, 'open')
  assert.equal((await pairsOf(owner)).length, 1)
  await owner.patch(`/leads/${two.id}`, { name: 'Ravi', email: 'ravi@other.sg', phone: null }, { version: 2 })
  assert.deepEqual(await pairsOf(owner), [])
})

test('a lead that comes back is compared with those who came meanwhile, one by one and many at once', async () => {
  const owner = await app.signUp()
  const one = await add(owner, siti)
  await owner.post(`/leads/${one.id}/archive`)
  await add(owner, sitiAgain)
  assert.deepEqual(await pairsOf(owner), [])
  await owner.post(`/leads/${one.id}/restore`)
  assert.equal((await pairsOf(owner)).length, 1)
  await owner.post('/leads/bulk-edit', { ids: [one.id], changes: { archived: true } })
  await add(owner, { ...sitiAgain, name: 'Siti N' })
  const before = (await pairsOf(owner)).length
  await owner.post('/leads/bulk-edit', { ids: [one.id], changes: { archived: false } })
  assert.equal((await pairsOf(owner)).length, before + 2)
})

test('a form that is being filled in hears who is there already, but not the lead that it edits', async () => {
  const owner = await app.signUp()
  const one = await add(owner, { ...siti, phone: '+65 9123 4567' })
  await app.settle()
  const ask = async (query: string) => (await owner.get(`/leads/possible-duplicates?${query}`)).body.data
  for (const query of ['phone=91234567', 'email=sitin%40gmail.com', 'name=Siti%20Noorhaliza&company=Kopi%20House'])
    assert.equal((await ask(query))[0]?.lead.id, one.id, query)
  for (const query of ['', 'phone=9', 'name=Siti', 'company=Kopi%20House', `phone=91234567&except=${one.id}`])
    assert.deepEqual(await ask(query), [], query)
})

test('a merge keeps what is chosen, fills what is empty, unites the rest, and shows in both histories', async () => {
  const owner = await app.signUp()
  await owner.post('/lead-fields', { label: 'Seats', kind: 'number' })
  const one = await add(owner, {
    ...siti,
    tags: ['a', 'b'],
    notes: 'First',
    custom_fields: { seats: 5 },
    utm: { first: { source: 'late', at: '2026-11-02T00:00:00Z' }, last: { source: 'x', at: '2026-11-02T00:00:00Z' } },
  })
  const two = await add(owner, {
    ...sitiAgain,
    tags: ['b', 'c'],
    notes: 'Second',
    custom_fields: { seats: 9 },
    utm: { first: { source: 'early', at: '2026-11-01T00:00:00Z' }, last: { source: 'y', at: '2026-11-03T00:00:00Z' } },
  })
  const { status, body, text } = await owner.post(`/leads/${one.id}/merge`, {
    lead_ids: [two.id],
    fields: { email: two.id, source: two.id },
    custom_fields: { seats: two.id },
  })
  assert.equal(status, 200, text)
  const { name, email, phone, source, tags, notes, custom_fields, utm } = body
  assert.deepEqual(
    { name, email, phone, source, tags, notes, custom_fields, first: utm.first.source, last: utm.last.source },
    {
      name: siti.name,
      email: two.email,
      phone: '+6591234567',
      source: 'Fair',
      tags: ['a', 'b', 'c'],
      notes: 'First\n\nSecond',
      custom_fields: { seats: 9 },
      first: 'early',
      last: 'y',
    },
  )
  const hidden = await read(owner, two.id)
  assert.deepEqual([hidden.merged_into_id, hidden.archived_at !== null, hidden.name], [one.id, true, two.name])
  assert.equal((await owner.get('/leads')).body.data.length, 1)
  for (const id of [one.id, two.id]) {
    const { data } = (await owner.get(`/events?subject_id=${id}`)).body
    assert.equal(data[0].name, 'lead.merged')
  }
  assert.deepEqual(await pairsOf(owner), [])
  assert.equal((await pairsOf(owner, '?state=merged')).length, 0)
})

test('undoing a merge brings all back as they were, but for what was changed since', async () => {
  const owner = await app.signUp()
  const one = await add(owner, { ...siti, tags: ['a'] })
  const two = await add(owner, { ...sitiAgain, tags: ['b'] })
  await owner.post(`/leads/${one.id}/merge`, { lead_ids: [two.id], fields: { name: two.id } })
  await owner.patch(`/leads/${one.id}`, { job_title: 'Director' }, { version: (await read(owner, one.id)).version })
  const { status, body } = await owner.post(`/leads/${two.id}/unmerge`)
  assert.equal(status, 200)
  assert.deepEqual(
    [body.lead.name, body.lead.phone, body.lead.tags, body.lead.job_title],
    [one.name, null, ['a'], 'Director'],
  )
  assert.deepEqual([body.restored[0].archived_at, body.restored[0].merged_into_id], [null, null])
  assert.equal((await owner.get('/leads')).body.data.length, 2)
  assert.equal((await pairsOf(owner)).length, 1)
  assert.equal((await owner.post(`/leads/${one.id}/unmerge`)).body.code, 'leads.not_merged')
})

test('who writes from the address that was merged away is found beside the lead that it went into', async () => {
  const owner = await app.signUp()
  const one = await add(owner, siti)
  const two = await add(owner, { ...sitiAgain, email: 'siti@old-job.sg' })
  await owner.post(`/leads/${one.id}/merge`, { lead_ids: [two.id] })
  const third = await add(owner, { name: 'S. Nurhaliza', email: 'Siti@old-job.sg' })
  const seen = await pairsOf(owner)
  assert.deepEqual(
    seen.map(({ lead, other_lead }) => [lead.id, other_lead.id]),
    [[one.id, third.id]],
  )
  const { data } = (await owner.get('/leads/possible-duplicates?email=siti%40old-job.sg&name=Siti%20Nurhaliza')).body
  assert.ok(data.some(({ lead }: { lead: Lead }) => lead.id === one.id))
  await owner.patch(`/leads/${one.id}`, { name: 'Siti Nur' }, { version: (await read(owner, one.id)).version })
  assert.equal((await pairsOf(owner)).length, 1)
  await owner.post(`/leads/${one.id}/unmerge`)
  const parted = await pairsOf(owner, `?lead_id=${third.id}`)
  assert.deepEqual(
    parted.map(({ lead }) => lead.id),
    [two.id],
  )
})

test('a merged lead is not merged again, chains come apart in turn, and two merges at once lose nothing', async () => {
  const owner = await app.signUp()
  const [a, b, c] = [await add(owner, siti), await add(owner, sitiAgain), await add(owner, { name: 'Siti' })]
  const both = await Promise.all([
    owner.post(`/leads/${a.id}/merge`, { lead_ids: [b.id] }),
    owner.post(`/leads/${b.id}/merge`, { lead_ids: [a.id] }),
  ])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
  assert.equal(both.find(({ status }) => status === 409)!.body.code, 'leads.merged')
  const [survivor, hidden] = both[0].status === 200 ? [a, b] : [b, a]
  assert.equal((await owner.post(`/leads/${c.id}/merge`, { lead_ids: [hidden.id] })).body.code, 'leads.merged')
  assert.equal((await owner.post(`/leads/${c.id}/merge`, { lead_ids: [survivor.id] })).status, 200)
  assert.equal((await read(owner, hidden.id)).merged_into_id, c.id)
  assert.equal((await owner.post(`/leads/${hidden.id}/unmerge`)).body.code, 'leads.later_merge')
  assert.equal((await owner.post(`/leads/${c.id}/unmerge`)).status, 200)
  assert.equal((await read(owner, hidden.id)).merged_into_id, survivor.id)
  assert.equal((await owner.post(`/leads/${survivor.id}/unmerge`)).status, 200)
  assert.equal((await owner.get('/leads')).body.data.length, 3)
})

test('who is a customer is the one that stays, and what was merged before a conversion stays together', async () => {
  const owner = await app.signUp()
  const [one, two, third] = [await add(owner, siti), await add(owner, sitiAgain), await add(owner, { name: 'Siti' })]
  await owner.post(`/leads/${one.id}/merge`, { lead_ids: [two.id] })
  const { body: customer } = await owner.post('/customers', { name: 'Kopi House' })
  await app.admin.query(
    `update app.leads set status = s.status, stage_id = s.id, customer_id = $2, converted_at = now()
     from app.lead_stages s where leads.id = $1 and s.organization_id = leads.organization_id and s.status = 'converted'`,
    [one.id, customer.id],
  )
  assert.equal((await owner.post(`/leads/${one.id}/unmerge`)).body.code, 'leads.converted_since')
  const wrong = await owner.post(`/leads/${third.id}/merge`, { lead_ids: [one.id] })
  assert.equal(wrong.body.code, 'leads.survivor_must_be_customer')
  const staged = { lead_ids: [third.id], fields: { stage_id: third.id } }
  assert.equal((await owner.post(`/leads/${one.id}/merge`, staged)).status, 422)
  assert.equal((await owner.post(`/leads/${one.id}/merge`, { lead_ids: [third.id] })).body.status, 'converted')
})

test('refuses to merge a lead into itself, into an archived one, or with values of a stranger', async () => {
  const owner = await app.signUp()
  const [one, two, third] = [await add(owner, siti), await add(owner, sitiAgain), await add(owner, { name: 'Siti' })]
  assert.equal((await owner.post(`/leads/${one.id}/merge`, { lead_ids: [one.id] })).status, 422)
  const strange = { lead_ids: [two.id], fields: { name: third.id } }
  assert.equal((await owner.post(`/leads/${one.id}/merge`, strange)).body.errors[0].pointer, '/fields/name')
  await owner.post(`/leads/${one.id}/archive`)
  assert.equal((await owner.post(`/leads/${one.id}/merge`, { lead_ids: [two.id] })).body.code, 'leads.archived')
})

/** The same numbers each time, so that what fails once fails again. */
function dice(seed: number) {
  let state = seed
  return <T>(choices: readonly T[]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return choices[Math.floor((state / 2_147_483_648) * choices.length)]!
  }
}

test('whatever is merged and however it is chosen, undoing gives back every lead as it was', async () => {
  const owner = await app.signUp()
  const { data: stages } = (await owner.get('/lead-stages')).body
  const open = stages.filter(({ status }: { status: string }) => status !== 'converted').map(({ id }: Lead) => id)
  const plain = ({ version: _, updated_at: __, ...lead }: Lead) => lead
  for (let seed = 1; seed <= 15; seed++) {
    const roll = dice(seed * 7919)
    const leads: Lead[] = []
    for (let i = 0; i < roll([2, 3, 4]); i++)
      leads.push(
        await add(owner, {
          name: roll(['Tan', 'Lim', 'Ng']),
          email: roll([null, 'a@kopi.sg', 'b@kopi.sg']),
          phone: roll([null, '91234567']),
          company: roll([null, 'Kopi', 'Teh']),
          notes: roll([null, 'x', 'y']),
          tags: roll([[], ['a'], ['b', 'c']]),
          stage_id: roll(open),
          estimated_value_cents: roll([null, 0, 100]),
          utm: roll([{}, { first: { source: 's', at: '2026-01-01T00:00:00Z' } }]),
        }),
      )
    const before = await Promise.all(leads.map(({ id }) => read(owner, id)))
    const [survivor, ...others] = before
    const choice = ['name', 'email', 'phone', 'company', 'notes', 'stage_id', 'estimated_value_cents']
    const fields = Object.fromEntries(choice.map((field) => [field, roll(before).id]))
    const merge = { lead_ids: others.map(({ id }) => id), fields: roll([{}, fields]) }
    assert.equal((await owner.post(`/leads/${survivor!.id}/merge`, merge)).status, 200)
    const asked = roll(before).id
    assert.equal((await owner.post(`/leads/${asked}/unmerge`)).status, 200)
    const after = await Promise.all(leads.map(({ id }) => read(owner, id)))
    assert.deepEqual(after.map(plain), before.map(plain), `seed ${seed}`)
  }
})
