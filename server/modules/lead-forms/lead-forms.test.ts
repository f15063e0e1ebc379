// verbs: create-lead-form submit-lead-form process-submissions join-leads refuse-wrong-form receive-submission copy-lead-form open-lead-form close-lead-form archive-lead-form restore-lead-form update-lead-form show-lead-form
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { made, startApp } from '#test/support.ts'
import { contact, leadFormFixture, mei, site } from './lead-form-fixture.ts'

const app = await startApp()
const { formOf, send, accepted, submissions, leadsOf } = leadFormFixture(app)

test('what a visitor sends becomes a lead with its source, visit, consent and message', async () => {
  const owner = await app.signUp()
  made(
    await owner.post('/lead-score-rules', {
      name: 'Visited pricing',
      points: 15,
      conditions: [{ field: 'visited_page', operator: 'contains', value: '/pricing' }],
    }),
  )
  made(
    await owner.post('/lead-assignment-rules', {
      name: 'All',
      conditions: [],
      strategy: 'round_robin',
      user_ids: [owner.id],
    }),
  )
  const form = await formOf(owner, { source: 'Website', tags: ['web'] })
  const shown = await app.request('GET', `/public/forms/${form.form_key}`)
  assert.equal(shown.status, 200, shown.text)
  assert.deepEqual(
    shown.body.fields.map(({ field, kind }: { field: string; kind: string }) => [field, kind]),
    [
      ['name', 'text'],
      ['email', 'email'],
      ['phone', 'phone'],
      ['company', 'text'],
      ['notes', 'long_text'],
    ],
  )
  const { id } = await accepted(
    form,
    { ...mei, notes: 'Please call. My IC is S1234567D.', colour: 'red' },
    {
      consents: { email: true, phone: true },
      utm: { first: { source: 'google', at: '2026-11-01T04:00:00Z', junk: [1] }, last: { source: 'news' } },
      visited_pages: ['/', '/pricing'],
      page_url: `${site}/contact`,
    },
  )
  const [waiting] = await submissions(owner)
  assert.deepEqual([waiting!.id, waiting!.status, waiting!.lead_id], [id, 'received', null])
  assert.deepEqual(waiting!.fields, { ...mei, notes: 'Please call. My IC is •••••567D.', colour: 'red' })
  await app.settle()

  const [done] = await submissions(owner)
  const lead = (await owner.get(`/leads/${done!.lead_id}`)).body
  assert.deepEqual(
    [done!.status, lead.name, lead.email, lead.phone, lead.company, lead.source, lead.tags, lead.submission_count],
    ['processed', mei.name, mei.email, '+6591234567', mei.company, 'Website', ['web'], 1],
  )
  assert.deepEqual(lead.utm, { first: { source: 'google', at: '2026-11-01T04:00:00Z' }, last: { source: 'news' } })
  assert.deepEqual([lead.owner_user_id, lead.visited_pages], [owner.id, ['/', '/pricing']])
  const { points } = (await owner.get(`/leads/${lead.id}/score`)).body
  assert.ok(points.some(({ name }: { name: string }) => name === 'Visited pricing'))
  const { data: consents } = (await owner.get(`/leads/${lead.id}/consents`)).body
  assert.deepEqual(
    consents.map((each: Record<string, unknown>) => [each.channel, each.is_given, each.text, each.submission_id]),
    [['email', true, contact.consents[0]!.text, id]],
  )
  const { data: timeline } = (await owner.get(`/leads/${lead.id}/timeline?show=activities`)).body
  assert.match(timeline[0].activity.body, /^Your name: Tan Mei Ling\nE-mail: .*\nMessage: Please call.*colour: red$/s)
  const counted = (await owner.get(`/lead-forms/${form.id}`)).body
  assert.deepEqual([counted.submission_count, counted.lead_count, counted.spam_count], [1, 1, 0])
  const names = new Set((await owner.events()).map(({ name }) => name))
  for (const name of ['lead.created', 'lead.assigned', 'lead.submitted', 'lead_consent.recorded'])
    assert.ok(names.has(name), name)
})

test('who writes again joins the lead that is there: gaps are filled, nothing is overwritten, the first visit stays', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  const lead = made(
    await owner.post('/leads', {
      name: 'Mei',
      email: 'MEI@kopi.example',
      utm: { first: { source: 'fair' } },
      notes: 'Ours',
    }),
  )
  await accepted(form, { ...mei, notes: 'Hello' }, { utm: { first: { source: 'x' }, last: { source: 'y' } } })
  await accepted(form, { ...mei, company: 'Other Pte Ltd' })
  await app.settle()
  const after = (await owner.get(`/leads/${lead.id}`)).body
  assert.deepEqual(
    [after.name, after.email, after.phone, after.company, after.notes, after.submission_count],
    ['Mei', 'MEI@kopi.example', '+6591234567', 'Kopi Pte Ltd', 'Ours', 2],
  )
  assert.deepEqual(after.utm, { first: { source: 'fair' }, last: { source: 'y' } })
  assert.equal((await leadsOf(owner)).length, 1)
  const found = (await owner.get('/leads?q=91234567')).body.data
  assert.deepEqual([found.length, found[0]?.id], [1, lead.id])
})

test('the same person at once makes one lead, different people never fewer than they are', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  await Promise.all(Array.from({ length: 8 }, (_, i) => accepted(form, { ...mei, notes: `Message ${i}` })))
  await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      accepted(form, { name: mei.name, email: `m${i}@kopi.example`, company: mei.company }),
    ),
  )
  await app.settle()
  const leads = await leadsOf(owner)
  assert.equal(leads.length, 9)
  const all = await submissions(owner)
  assert.ok(all.length === 16 && all.every(({ lead_id }) => lead_id))
})

test('a browser that asks again with what it was shown sends it once; another message is another one', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  const { token } = (await app.request('GET', `/public/forms/${form.form_key}`)).body
  app.travelTo('2026-11-22T04:00:30Z')
  const first = await accepted(form, mei, { token })
  assert.equal((await accepted(form, mei, { token })).id, first.id)
  assert.notEqual((await accepted(form, { ...mei, notes: 'More' }, { token })).id, first.id)
  assert.equal((await submissions(owner)).length, 2)
})

test('what was sent is found by any part of what was typed, and not by the names of fields', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  await accepted(form, { ...mei, notes: 'Café “Crème”, 50 % off' })
  await accepted(form, { name: 'Siti', email: 'siti@kopi.example' })
  const found = async (q: string) => (await submissions(owner, `&q=${encodeURIComponent(q)}`)).length
  assert.deepEqual([await found('CAFÉ “cr'), await found('50 %'), await found('kopi.example')], [1, 1, 2])
  assert.deepEqual([await found('email'), await found('notes'), await found('_')], [0, 0, 0])
})

test('who gives another address but the same number and name is the same person', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  await accepted(form, mei)
  await accepted(form, { ...mei, name: 'TAN mei ling', email: 'other@kopi.example' })
  await accepted(form, { ...mei, name: 'Siti', email: 'siti@kopi.example' })
  await app.settle()
  const leads = await leadsOf(owner)
  assert.deepEqual(leads.map(({ name }) => name).toSorted(), ['Siti', 'Tan Mei Ling'])
})

test('what can be mended at once is refused with each mistake, and nothing of it is kept', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  const { status, body } = await send(form, { email: 'mei at kopi', phone: 'none', notes: 'x'.repeat(10_001) })
  assert.deepEqual([status, body.code], [422, 'lead_forms.invalid'])
  assert.deepEqual(
    body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
    [
      ['/fields/name', 'required'],
      ['/fields/email', 'wrong_format'],
      ['/fields/phone', 'wrong_format'],
      ['/fields/notes', 'wrong_format'],
    ],
  )
  assert.deepEqual(await submissions(owner), [])
})

test('a browser without script is led on, and what it sent is kept however it is written', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  const post = (body: string, headers: Record<string, string> = {}) =>
    app.request('POST', `/public/forms/${form.form_key}/submissions`, body, {
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  const sent = await post('name=Mei&email=broken&phone=call+me&consent.email=on&utm_source=fair&website=')
  assert.deepEqual([sent.status, sent.headers.location?.endsWith(`/f/${form.form_key}?sent=yes`)], [303, true])
  const strange = await post('name=Mei', { origin: 'https://evil.example' })
  assert.match(strange.headers.location!, /\?problem=lead_forms\.origin_not_allowed$/)
  await app.settle()
  const [lead] = await leadsOf(owner)
  const whole = (await owner.get(`/leads/${lead!.id}`)).body
  assert.deepEqual([whole.email, whole.phone, whole.utm.last], [null, null, { source: 'fair' }])
  assert.equal(whole.notes, 'E-mail: broken\nPhone: call me')
  const { data: agreed } = (await owner.get(`/leads/${lead!.id}/consents`)).body
  assert.deepEqual([agreed.length, agreed[0]?.channel], [1, 'email'])
  assert.equal((await submissions(owner)).length, 1)
})

test('only its own sites may carry a form, and a page that was refused can read why', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  const path = `/public/forms/${form.form_key}/submissions`
  const good = await send(form, mei, { headers: { origin: site } })
  assert.deepEqual([good.status, good.headers['access-control-allow-origin'], good.headers.vary], [202, site, 'origin'])
  assert.equal(good.headers['access-control-allow-credentials'], undefined)
  for (const origin of ['https://evil.example', `${site}.evil.example`, 'http://www.kopi.example', 'null']) {
    const bad = await send(form, mei, { headers: { origin } })
    assert.deepEqual([bad.status, bad.body.code], [403, 'lead_forms.origin_not_allowed'], origin)
    assert.equal(bad.headers['access-control-allow-origin'], origin)
  }
  const preflight = await app.request('OPTIONS', path, undefined, { headers: { origin: site } })
  assert.deepEqual([preflight.status, preflight.headers['access-control-allow-methods']], [204, 'POST'])
  assert.equal(preflight.headers['access-control-allow-headers'], 'content-type')
})

test('a closed form takes nothing from that moment on; an archived one neither; a copy has an address of its own', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  await accepted(form, mei)
  for (const [off, on] of [
    ['close', 'open'],
    ['archive', 'restore'],
  ]) {
    assert.equal((await owner.post(`/lead-forms/${form.id}/${off}`)).status, 200)
    assert.equal((await send(form, mei)).body.code, 'lead_forms.closed')
    assert.equal((await app.request('GET', `/public/forms/${form.form_key}`)).status, 410)
    assert.equal((await owner.post(`/lead-forms/${form.id}/${on}`)).status, 200)
    await accepted(form, mei)
  }
  const { body: copy } = await owner.post(`/lead-forms/${form.id}/copy`)
  assert.notEqual(copy.form_key, form.form_key)
  assert.deepEqual([copy.name, copy.fields, copy.submission_count], ['Contact us (copy)', form.fields, 0])
  const changed = await owner.patch(`/lead-forms/${form.id}`, { heading: 'Talk to us' }, { version: 5 })
  assert.equal(changed.status, 200, changed.text)
  assert.equal((await app.request('GET', `/public/forms/${form.form_key}`)).body.heading, 'Talk to us')
  assert.equal((await owner.patch(`/lead-forms/${form.id}`, { heading: 'X' }, { version: 5 })).status, 412)
  assert.equal((await app.request('GET', '/public/forms/frm_nobody')).status, 404)
})

test('a form that cannot work is refused with what is wrong', async () => {
  const owner = await app.signUp()
  const [name] = contact.fields
  for (const [changes, pointer] of [
    [{ fields: [name] }, '/fields'],
    [{ fields: [...contact.fields, name] }, '/fields/5/field'],
    [{ fields: [...contact.fields, { ...name, field: 'custom_fields.size' }] }, '/fields/5/field'],
    [{ consents: [contact.consents[0], contact.consents[0]] }, '/consents/1/channel'],
    [{ owner_user_id: '0198c0de-0000-7000-8000-000000000000' }, '/owner_user_id'],
    [{ redirect_url: 'javascript:alert(1)' }, '/redirect_url'],
    [{ allowed_origins: ['https://kopi.example/path'] }, '/allowed_origins/0'],
  ] as const) {
    const { status, body } = await owner.post('/lead-forms', { ...contact, ...changes })
    assert.deepEqual([status, body.errors?.[0]?.pointer], [422, pointer], JSON.stringify(body))
  }
})

test('of fields of one’s own the kinds are kept, and what does not fit stays with the message', async () => {
  const owner = await app.signUp()
  for (const [label, kind, choices] of [
    ['Staff', 'number', undefined],
    ['Size', 'choice', ['Small', 'Large']],
    ['Visit', 'yes_no', undefined],
  ] as const)
    made(await owner.post('/lead-fields', { label, kind, ...(choices && { choices }) }))
  const own = ['staff', 'size', 'visit'].map((key) => ({
    field: `custom_fields.${key}`,
    label: key,
    hint: null,
    is_required: false,
  }))
  const form = await formOf(owner, { fields: [...contact.fields, ...own] })
  assert.equal(
    (await send(form, { ...mei, 'custom_fields.staff': 'many' })).body.errors[0].pointer,
    '/fields/custom_fields.staff',
  )
  await accepted(form, {
    ...mei,
    'custom_fields.staff': '1,200',
    'custom_fields.size': 'large',
    'custom_fields.visit': true,
  })
  await app.settle()
  const [lead] = await leadsOf(owner)
  assert.deepEqual((await owner.get(`/leads/${lead!.id}`)).body.custom_fields, {
    staff: 1200,
    size: 'Large',
    visit: true,
  })
})
