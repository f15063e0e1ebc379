// verbs: submit-lead-form process-submissions retry-lead-submission count-before
import type { InTransaction } from '#platform/context.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { made, type Person, startApp } from '#test/support.ts'
import { processSubmissions } from './process-submissions.ts'
import type { LeadForm } from './schemas.ts'
import type { LeadSubmission } from './submission-schemas.ts'

const app = await startApp()

const contact = {
  name: 'Contact us',
  fields: [
    { field: 'name', label: 'Your name', hint: null, is_required: true },
    { field: 'email', label: 'E-mail', hint: null, is_required: false },
    { field: 'notes', label: 'Message', hint: null, is_required: false },
  ],
  consents: [{ channel: 'email', text: 'Send me news by e-mail.' }],
}
const formOf = async (owner: Person): Promise<LeadForm> =>
  made(await owner.post('/lead-forms', contact)) as unknown as LeadForm
const raw = ({ form_key }: LeadForm, payload: string | Buffer, type = 'application/json') =>
  app.request('POST', `/public/forms/${form_key}/submissions`, payload, { headers: { 'content-type': type } })
const send = (form: LeadForm, body: object) => raw(form, JSON.stringify(body))
const submissions = async (owner: Person, query = ''): Promise<LeadSubmission[]> =>
  (await owner.get(`/lead-submissions?limit=100${query}`)).body.data
const leadsOf = async (owner: Person) => (await owner.get('/leads?limit=100')).body.data as Record<string, unknown>[]

test('what is too large, too deep or no text at all is refused with a clear problem, and nothing of it is kept', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  const many = Object.fromEntries(Array.from({ length: 2_500 }, (_, i) => [`f${i}`, 'x']))
  const cases: [string, number, string | Buffer, string?][] = [
    ['a megabyte', 413, JSON.stringify({ fields: { name: 'x'.repeat(1_048_576) } })],
    ['a megabyte of a form', 413, `name=${'x'.repeat(1_048_576)}`, 'application/x-www-form-urlencoded'],
    ['2,500 fields', 422, JSON.stringify({ fields: { name: 'Mei', ...many } })],
    [
      '10,000 fields',
      413,
      JSON.stringify({ fields: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [i, 'x'])) }),
    ],
    ['deep JSON', 422, `{"fields":{"name":"Mei","notes":${deep}}}`],
    ['half a JSON', 400, '{"fields":{"name":"Mei"'],
    ['no JSON', 400, '\0\xff'],
    ['an empty body', 422, ''],
    ['NUL in JSON', 422, JSON.stringify({ fields: { name: 'Mei\0' } })],
    ['a list', 422, '[]'],
    ['a field that is an object', 422, '{"fields":{"name":{"toString":"x"}}}'],
    ['what nobody asked for', 422, '{"fields":{"name":"Mei"},"organization_id":"x"}'],
    ['a prototype', 400, '{"__proto__":{"is_admin":true},"fields":{"name":"Mei"}}'],
    ['a prototype of fields', 400, '{"fields":{"name":"Mei","__proto__":{"email":"x"}}}'],
    ['XML', 415, '<fields/>', 'text/xml'],
    ['a file', 415, '--x\r\n\r\n--x--', 'multipart/form-data; boundary=x'],
  ]
  for (const [what, status, payload, type] of cases) {
    const answer = await raw(form, payload, type)
    assert.equal(answer.status, status, `${what}: ${answer.text.slice(0, 300)}`)
    assert.match(answer.headers['content-type']!, /problem\+json/, what)
    assert.doesNotMatch(answer.text, /at \w+ \(|node_modules/, `${what} shows nothing of the inside`)
  }
  assert.deepEqual(await submissions(owner), [])
})

test('what is strange and yet text is kept as it came, and becomes a lead whose screens hold it as words', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  const script = '<script>alert(1)</script>'
  const odd = {
    name: `${script}\u202eevil`,
    email: 'mei@kopi.example',
    notes: `'; drop table leads; -- \ud800 =cmd|' /C calc'!A0 \${7*7} {{7*7}} 👩‍👩‍👧 ﷽`,
    constructor: 'x',
    toString: 'y',
    hasOwnProperty: 'z',
    'custom_fields.constructor': 'own',
    'custom_fields.__proto__': 'own',
    '': 'nameless',
    id: '00000000-0000-0000-0000-000000000000',
    organization_id: owner.organization_id,
  }
  const rest = {
    consents: { constructor: true, email: true, fax: true },
    utm: { first: { source: ['x'], campaign: 7, at: 'never', referrer: script }, last: 'x', third: {} },
    visited_pages: [script, '', ' ', '/pricing'],
    page_url: 'javascript:alert(1)',
    referrer: '\ud800',
    token: '../../etc/passwd',
  }
  const answer = await send(form, { fields: odd, ...rest })
  assert.equal(answer.status, 202, answer.text)
  await app.settle()
  const [kept] = await submissions(owner)
  assert.equal(kept!.status, 'processed', kept!.failure ?? kept!.spam_reasons.join())
  assert.equal(kept!.fields.name, `${script}\u202eevil`)
  assert.match(kept!.fields.notes!, /^'; drop table leads; -- \ufffd =cmd/)
  assert.deepEqual([kept!.fields.constructor, kept!.fields['custom_fields.__proto__']], ['x', 'own'])
  assert.deepEqual(
    kept!.consents.map(({ channel, is_given }) => [channel, is_given]),
    [['email', true]],
  )
  const lead = (await owner.get(`/leads/${kept!.lead_id}`)).body
  assert.equal(lead.email, 'mei@kopi.example')
  assert.ok(lead.name.startsWith(script))
  assert.deepEqual([lead.custom_fields, lead.owner_user_id], [{}, null])
  assert.equal(({} as Record<string, unknown>).is_admin, undefined)
  assert.equal((await owner.get('/leads/export')).text.includes(',=cmd'), false)
})

test('a plain form with thousands of fields, broken escapes and NULs is kept as far as it is one', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  const many = Array.from({ length: 5_000 }, (_, i) => `f${i}=x`).join('&')
  const body = `name=Mei%00%ff%zz&name=Tan&email=&consent.email=on&consent.__proto__=on&__proto__=x&=y&${many}`
  const sent = await raw(form, body, 'application/x-www-form-urlencoded')
  assert.equal(sent.status, 303, sent.text)
  await app.settle()
  const [kept] = await submissions(owner)
  assert.deepEqual([kept!.status, kept!.fields.name], ['processed', 'Mei\ufffd%zz, Tan'])
  assert.ok(Object.keys(kept!.fields).length <= 200)
  assert.deepEqual(
    kept!.consents.map(({ is_given }) => is_given),
    [true],
  )
})

test('keys that are no key find no form, however they are written', async () => {
  const keys = ['frm_', 'frm_nobody', '%00', '..%2f..%2fme', "'%20or%201=1--", 'x'.repeat(60), '%f0%9f%98%80']
  for (const key of keys) {
    const answer = await app.request('POST', `/public/forms/${key}/submissions`, { fields: { name: 'Mei' } })
    assert.ok([400, 404, 422].includes(answer.status), `${key}: ${answer.status} ${answer.text}`)
    assert.match(answer.headers['content-type']!, /problem\+json/, key)
  }
})

test('one that cannot be made a lead fails with its reason, holds up no other, and can be tried again', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  // As a mistake of ours would: the database refuses this one lead.
  await app.admin.query(`alter table app.leads add constraint poison check (name <> 'Poison')`)
  for (const name of ['First', 'Poison', 'Third']) assert.equal((await send(form, { fields: { name } })).status, 202)
  await app.settle()
  const seen = async () =>
    Object.fromEntries((await submissions(owner)).map(({ fields, status }) => [fields.name, status]))
  assert.deepEqual(await seen(), { First: 'processed', Poison: 'failed', Third: 'processed' })
  const [failed] = await submissions(owner, '&status=failed')
  assert.match(failed!.failure!, /\w/)
  assert.doesNotMatch(failed!.failure!, /constraint|relation|poison/i, 'people are told nothing of tables')
  await app.admin.query('alter table app.leads drop constraint poison')
  assert.equal((await owner.post(`/lead-submissions/${failed!.id}/retry`)).status, 200)
  await app.settle()
  assert.deepEqual(await seen(), { First: 'processed', Poison: 'processed', Third: 'processed' })
  assert.equal((await owner.post(`/lead-submissions/${failed!.id}/retry`)).body.code, 'lead_submissions.not_failed')
  assert.equal((await leadsOf(owner)).length, 3)
})

test('while somebody else is at it for long, what waits is no failure: it waits on', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  await app.admin.query('begin')
  await app.admin.query('select from app.lead_forms where id = $1 for no key update', [form.id])
  assert.equal((await send(form, { fields: { name: 'Mei' } })).status, 202, 'visitors are not held up')
  const impatient: InTransaction = (work) =>
    app.asSystem(owner.organization_id, async (ctx) => {
      ctx.db.send({
        text: `select set_config('lock_timeout', '20ms', true), $1::text`,
        parameters: [owner.organization_id],
      })
      return work(ctx)
    })
  await assert.rejects(processSubmissions(impatient, app.parts.log), { code: '55P03' })
  await app.admin.query('rollback')
  await app.settle()
  const [kept] = await submissions(owner)
  assert.deepEqual([kept!.status, kept!.failure], ['processed', null])
})

test('one organisation never sees, releases or tries what came to another, and the same person is two leads', async () => {
  const [mine, theirs] = [await app.signUp(), await app.signUp()]
  const forms = [await formOf(mine), await formOf(theirs)] as const
  const fields = { name: 'Mei', email: 'mei@kopi.example' }
  await Promise.all(
    forms.flatMap((form) => [send(form, { fields }), send(form, { fields: { ...fields, notes: 'b' } })]),
  )
  assert.equal((await send(forms[0], { fields, website: 'x' })).status, 202)
  await app.settle()
  assert.deepEqual([(await leadsOf(mine)).length, (await leadsOf(theirs)).length], [1, 1])
  assert.deepEqual([(await submissions(mine)).length, (await submissions(theirs)).length], [3, 2])
  const [held] = await submissions(mine, '&status=spam')
  for (const verb of ['release', 'mark-spam', 'retry'])
    assert.equal((await theirs.post(`/lead-submissions/${held!.id}/${verb}`)).status, 404, verb)
  assert.equal((await theirs.get(`/lead-submissions/${held!.id}`)).status, 404)
  assert.deepEqual(await submissions(theirs, `&form_id=${forms[0].id}`), [])
  assert.equal((await theirs.post(`/lead-forms/${forms[0].id}/close`)).status, 404)
})

test('released, marked and tried by several at once is done once, and the counts stay true', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  await send(form, { fields: { name: 'Mei', email: 'mei@kopi.example' }, website: 'x' })
  await app.settle()
  const [held] = await submissions(owner)
  const all = (verb: string) =>
    Promise.all(Array.from({ length: 6 }, () => owner.post(`/lead-submissions/${held!.id}/${verb}`)))
  const counts = async () => {
    const { submission_count, spam_count, lead_count } = (await owner.get(`/lead-forms/${form.id}`)).body
    return [submission_count, spam_count, lead_count]
  }
  for (const { status } of await all('release')) assert.ok([200, 409].includes(status), String(status))
  assert.deepEqual([(await leadsOf(owner)).length, await counts()], [1, [1, 0, 1]])
  for (const { status } of await all('mark-spam')) assert.ok([200, 409].includes(status), String(status))
  assert.deepEqual([(await leadsOf(owner)).length, await counts()], [0, [0, 1, 1]])
})

test('ten thousand at once: each is kept, what is over the measure waits as spam, and nobody gets a mail for each', async (t) => {
  const owner = await app.signUp()
  const form = made(await owner.post('/lead-forms', { ...contact, notify_user_ids: [owner.id] })) as unknown as LeadForm
  const [flood, atOnce] = [10_000, 500]
  const begin = performance.now()
  for (let i = 0; i < flood; i += atOnce) {
    const answers = await Promise.all(
      Array.from({ length: atOnce }, (_, j) =>
        app.app.inject({
          method: 'POST',
          url: `/api/v1/public/forms/${form.form_key}/submissions`,
          // A flood from many places: an address each.
          remoteAddress: `10.${(i / atOnce) % 200}.${j % 250}.${Math.floor(j / 250)}`,
          payload: { fields: { name: `Visitor ${i + j}`, email: `v${i + j}@flood.example` } },
        }),
      ),
    )
    const other = answers.find(({ statusCode }) => statusCode !== 202)
    assert.equal(other, undefined, other?.body ?? '')
  }
  const kept = performance.now()
  await app.settle()
  const through = performance.now()
  const { rows } = await app.admin.query<{ status: string; count: number }>(
    `select status, count(*)::int from app.lead_submissions where organization_id = $1 group by 1`,
    [owner.organization_id],
  )
  const by = Object.fromEntries(rows.map(({ status, count }) => [status, count]))
  assert.deepEqual(Object.keys(by).toSorted(), ['processed', 'spam'])
  assert.equal(by.processed! + by.spam!, flood)
  assert.equal(by.processed, 300, 'what came before it was a flood')
  assert.equal((await owner.get('/leads/count')).body.count, by.processed)
  const mails = await app.admin.query(
    `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'send_mail'`,
  )
  assert.ok(mails.rows[0].n <= 2, `${mails.rows[0].n} mails`)
  t.diagnostic(
    `${flood} kept in ${((kept - begin) / 1000).toFixed(1)} s, gone through in ${((through - kept) / 1000).toFixed(1)} s: ${by.processed} leads, ${by.spam} held`,
  )
})

test('nobody of the service can change or take away what somebody agreed to', async () => {
  const { rows } = await app.admin.query<{ grantee: string; privilege_type: string }>(
    `select grantee, privilege_type from information_schema.role_table_grants
     where table_schema = 'app' and table_name = 'lead_consents' and grantee in ('app_user', 'app_worker') order by 1, 2`,
  )
  const allowed = rows.filter(({ grantee }) => grantee === 'app_user').map(({ privilege_type }) => privilege_type)
  assert.deepEqual(allowed, ['INSERT', 'SELECT'])
  assert.ok(rows.every(({ privilege_type }) => ['INSERT', 'SELECT'].includes(privilege_type)))
  const { rows: columns } = await app.admin.query(
    `select column_name from information_schema.column_privileges
     where table_schema = 'app' and table_name = 'lead_consents' and grantee in ('app_user', 'app_worker') and privilege_type = 'UPDATE'`,
  )
  assert.deepEqual(columns, [])
  const { rows: payloads } = await app.admin.query(
    `select column_name from information_schema.column_privileges
     where table_schema = 'app' and table_name = 'lead_submissions' and grantee = 'app_user' and privilege_type = 'UPDATE'
       and column_name in ('payload', 'received_at', 'form_id', 'origin')`,
  )
  assert.deepEqual(payloads, [], 'what was received stays as it was received')
})
