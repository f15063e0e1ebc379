// verbs: judge-submission release-lead-submission mark-lead-submission-as-spam retry-lead-submission sweep-lead-submissions tell-of-submissions record-lead-consent
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { processBatch } from './process-submissions.ts'
import { startApp } from '#test/support.ts'
import { leadFormFixture, mei } from './lead-form-fixture.ts'
import { sweepLeadSubmissions } from './sweep-lead-submissions.ts'
import { tellOfSubmissionsNow } from './tell-of-submissions.ts'

const app = await startApp()
const { formOf, accepted, submissions, leadsOf } = leadFormFixture(app)

test('spam is held with its reasons, never dropped, and released to a lead by one call', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  const { token } = (await app.request('GET', `/public/forms/${form.form_key}`)).body
  await accepted(form, { ...mei, notes: 'trap' }, { website: 'https://spam.example' })
  await accepted(form, { ...mei, notes: 'fast' }, { token })
  await accepted(form, { ...mei, notes: 'http://a.example http://b.example https://c.example' })
  await app.settle()
  assert.deepEqual(await leadsOf(owner), [])
  const held = await submissions(owner, '&status=spam')
  assert.deepEqual(held.map(({ spam_reasons }) => spam_reasons[0]).toSorted(), ['honeypot', 'links', 'too_fast'])
  assert.equal((await owner.get(`/lead-forms/${form.id}`)).body.spam_count, 3)

  const released = await owner.post(`/lead-submissions/${held[0]!.id}/release`)
  assert.deepEqual([released.status, released.body.status], [200, 'processed'])
  assert.equal((await leadsOf(owner))[0]!.id, released.body.lead_id)
  assert.equal((await owner.post(`/lead-submissions/${held[0]!.id}/release`)).status, 200)
  const counts = (await owner.get(`/lead-forms/${form.id}`)).body
  assert.deepEqual([counts.submission_count, counts.spam_count, counts.lead_count], [1, 2, 1])

  const marked = await owner.post(`/lead-submissions/${held[0]!.id}/mark-spam`)
  assert.deepEqual([marked.body.status, marked.body.spam_reasons], ['spam', ['marked']])
  assert.deepEqual(await leadsOf(owner), [])
  await owner.post(`/lead-submissions/${held[0]!.id}/release`)
  assert.equal((await leadsOf(owner))[0]!.id, released.body.lead_id)
})

test('a flood is kept whole: what is over the measure waits for somebody to look', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  const count = 2_000
  const begin = performance.now()
  for (let i = 0; i < count; i += 250)
    await Promise.all(
      Array.from({ length: 250 }, (_, j) => accepted(form, { name: `N ${i + j}`, email: `n${i + j}@flood.example` })),
    )
  const stored = performance.now() - begin
  await app.settle()
  const { rows } = await app.admin.query(
    'select status, count(*)::int from app.lead_submissions where organization_id = $1 group by 1 order by 1',
    [owner.organization_id],
  )
  assert.deepEqual(rows, [
    { status: 'processed', count: 20 },
    { status: 'spam', count: count - 20 },
  ])
  process.stdout.write(
    `ℹ ${count} submissions kept in ${stored.toFixed(0)} ms, gone through in ${(performance.now() - begin - stored).toFixed(0)} ms\n`,
  )
})

test('what failed says so in plain words, keeps nothing else waiting, and is tried again by one call', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  // No lead may have this name while the check stands, as after a fault of ours.
  await app.admin.query(
    `alter table app.leads add constraint fault check (name <> '${mei.name}' or organization_id <> '${owner.organization_id}')`,
  )
  const { id } = await accepted(form, mei)
  await accepted(form, { name: 'Siti', email: 'siti@kopi.example' })
  await app.settle()
  const [failed] = await submissions(owner, '&status=failed')
  assert.deepEqual([failed?.id, (await submissions(owner, '&status=processed')).length], [id, 1])
  assert.match(failed!.failure!, /^This could not be made a lead/)
  await app.admin.query('alter table app.leads drop constraint fault')
  const retried = await owner.post(`/lead-submissions/${id}/retry`)
  assert.deepEqual([retried.status, retried.body.status], [200, 'received'])
  assert.equal((await owner.post(`/lead-submissions/${id}/retry`)).body.code, 'lead_submissions.not_failed')
  await app.settle()
  assert.equal((await leadsOf(owner)).length, 2)
})

test('spam that nobody released is forgotten after 90 days, what became leads never', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  await accepted(form, mei)
  await accepted(form, { ...mei, notes: 'trap' }, { website: 'x' })
  await app.settle()
  const sweep = async (days: number) => {
    await app.asSystem(owner.organization_id, (ctx) =>
      sweepLeadSubmissions({ ...ctx, now: ctx.now.add({ hours: 24 * days }) }),
    )
    return (await submissions(owner)).length
  }
  assert.deepEqual([await sweep(89), await sweep(90)], [2, 1])
  assert.equal((await owner.get(`/lead-forms/${form.id}`)).body.spam_count, 0)
})

test('who wants to know gets one letter for all that came, and no link of a stranger in it', async () => {
  const owner = await app.signUp()
  const member = await app.signUp('member', owner)
  const form = await formOf(owner, { notify_user_ids: [owner.id] })
  await owner.post('/lead-assignment-rules', {
    name: 'All',
    conditions: [],
    strategy: 'round_robin',
    user_ids: [member.id],
  })
  const lettersTo = async (email: string) =>
    (await app.admin.query('select subject, text_body from app.mailbox_messages where recipient = $1', [email])).rows
  for (let i = 0; i < 3; i++) await accepted(form, { name: `N ${i} www.evil.example`, email: `n${i}@kopi.example` })
  await app.settle()
  for (const { email } of [owner, member]) {
    const letters = await lettersTo(email)
    assert.equal(letters.length, 1, 'those who come a moment later wait for the next letter')
    assert.match(letters[0].text_body + letters[0].subject, /N 0 www\. evil\. example/)
  }
  await accepted(form, mei)
  await app.settle()
  assert.equal((await lettersTo(owner.email)).length, 1)
  const tellAfter = (seconds: number) =>
    app.asSystem(owner.organization_id, (ctx) =>
      tellOfSubmissionsNow({ ...ctx, now: ctx.now.add({ seconds }) }, 'https://app.example'),
    )
  assert.deepEqual([await tellAfter(60), await tellAfter(300)], [240, undefined])
  await app.settle()
  const letters = await lettersTo(owner.email)
  assert.match(letters.map(({ text_body, subject }) => subject + text_body).join(' '), /Tan Mei Ling/)
  assert.equal(letters.length, 2)
})

test('what somebody agreed to is only ever added to, and a withdrawal counts from then on', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  await accepted(form, mei, { consents: { email: true } })
  await app.asSystem(owner.organization_id, (ctx) => processBatch(ctx, 10))
  const [lead] = await leadsOf(owner)
  const taken = await owner.post(`/leads/${lead!.id}/consents`, {
    channel: 'email',
    is_given: false,
    text: 'No more mail. S1234567D',
    note: 'by phone',
  })
  assert.deepEqual(
    [taken.status, taken.body.text, taken.body.recorded_by_user_id],
    [201, 'No more mail. •••••567D', owner.id],
  )
  const { data } = (await owner.get(`/leads/${lead!.id}/consents`)).body
  assert.deepEqual(
    data.map(({ is_given }: { is_given: boolean }) => is_given),
    [false, true],
  )
  const { rows } = await app.admin.query(
    `select privilege_type as may from information_schema.role_table_grants
     where table_schema = 'app' and table_name = 'lead_consents' and grantee = 'app_user' order by 1`,
  )
  assert.deepEqual(
    rows.map(({ may }) => may),
    ['INSERT', 'SELECT'],
  )
})
