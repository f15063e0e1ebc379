// verbs: request-portal-archive open-portal end-portal-session end-portal-sessions update-portal-settings
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from '#platform/log.ts'
import { routesOf } from '#test/route-table.ts'
import { startApp } from '#test/support.ts'
import { createPortalCookie } from './portal-cookie.ts'
import { cookieOf, openedPortal, visitorWith } from './portal-fixture.ts'

const lines: string[] = []
const log = createLog('debug', { write: (line: string) => void lines.push(line) })
const app = await startApp({ log })
const portal = await openedPortal(app)
const other = await openedPortal(app)
const { owner } = portal
const mine = await portal.addCustomer()
const theirs = await portal.addCustomer()
const elsewhere = await other.addCustomer()
const own = { invoice: await portal.bill(mine.id), note: await portal.credit((await portal.bill(mine.id)).id) }
const foreign = [
  { invoice: await portal.bill(theirs.id), note: await portal.credit((await portal.bill(theirs.id)).id) },
  { invoice: await other.bill(elsewhere.id), note: await other.credit((await other.bill(elsewhere.id)).id) },
]
const visits = routesOf(app.app).filter(({ permission }) => permission === 'visitor')

test('a customer finds their own invoices, credit notes and statement, and a way to pay', async () => {
  const me = await portal.visitor(mine)
  const { body: overview } = await me.get('/overview')
  assert.deepEqual(overview.balance, { amount_due_cents: 10_900, amount_overdue_cents: 0, credit_cents: 0 })
  const { data } = (await me.get('/invoices')).body
  assert.equal(data.length, 2)
  const { data: open } = (await me.get('/invoices?status=open')).body
  assert.deepEqual([open.length, open[0].number, open[0].status], [1, own.invoice.number, 'open'])
  const token = open[0].pay_url.split('/pay/')[1]
  assert.equal((await app.request('GET', `/public/pay/${token}`)).body.number, own.invoice.number)
  const notes = (await me.get('/credit-notes')).body.data
  assert.deepEqual(
    notes.map(({ id }: { id: string }) => id),
    [own.note.id],
  )
  const statement = await me.get('/statement')
  assert.equal(statement.body.closing_balance_cents, 10_900)
  for (const path of [`/invoices/${own.invoice.id}/pdf`, `/credit-notes/${own.note.id}/pdf`, '/statement/pdf']) {
    const pdf = await me.get(path)
    assert.match(pdf.text, /^%PDF/, path)
    assert.equal(pdf.headers['x-frame-options'], 'SAMEORIGIN')
  }
  assert.doesNotMatch(
    JSON.stringify([overview, data, notes, statement.body]),
    new RegExp(`${theirs.id}|${theirs.name}`),
  )
})

test('a customer takes all their papers as one file, once however often they ask, and nobody else can', async () => {
  const customer = await portal.addCustomer()
  const invoice = await portal.bill(customer.id)
  await portal.credit(invoice.id)
  const me = await portal.visitor(customer)
  const asked = await Promise.all([me.post('/archives'), me.post('/archives')])
  assert.deepEqual(
    asked.map(({ status, body }) => [status, body.document_count]),
    [
      [202, 2],
      [202, 2],
    ],
  )
  const id: string = asked[0].body.id
  assert.equal(asked[1].body.id, id)
  await app.settle()
  assert.equal((await me.get(`/archives/${id}`)).body.status, 'ready')
  const file = await me.get(`/archives/${id}/file`)
  assert.equal(file.headers['content-type'], 'application/zip')
  for (const name of [`${invoice.number}.pdf`, 'CN-']) assert.ok(file.text.includes(name), name)
  const sellers = await owner.post('/document-archives', { filter: { customer_id: customer.id } })
  for (const [visitor, archive] of [
    [await portal.visitor(theirs), id],
    [me, sellers.body.id],
  ] as const)
    for (const path of ['', '/file']) assert.equal((await visitor.get(`/archives/${archive}${path}`)).status, 404)

  // Whoever takes the name of a person at the seller is not taken for them.
  assert.equal((await me.patch('/details', { name: sellers.body.requested_by })).status, 200)
  assert.equal((await me.get(`/archives/${sellers.body.id}`)).status, 404)
  assert.equal((await me.get(`/archives/${id}`)).status, 200)

  await owner.patch('/portal-settings', { modules: ['credit_notes', 'details'] })
  for (const path of ['', '/file']) assert.equal((await me.get(`/archives/${id}${path}`)).status, 404)
  assert.equal((await me.post('/archives')).body.document_count, 1)
  await owner.patch('/portal-settings', { modules: ['details'] })
  assert.equal((await me.post('/archives')).status, 404)
  await owner.patch('/portal-settings', { modules: ['invoices', 'credit_notes', 'statement', 'plan', 'details'] })
  await app.settle()
})

test('SEC-050 papers of other customers and of other sellers are not there', async () => {
  const me = await portal.visitor(mine)
  const never = crypto.randomUUID()
  for (const { invoice, note } of [...foreign, { invoice: { id: never }, note: { id: never } }]) {
    for (const path of [`/invoices/${invoice.id}/pdf`, `/credit-notes/${note.id}/pdf`]) {
      const { status, body } = await me.get(path)
      assert.deepEqual([status, body.code], [404, 'request.not_found'], path)
    }
    const choice = { price_id: never }
    assert.equal((await me.post(`/subscriptions/${note.id}/preview-plan`, choice)).status, 404)
    assert.equal((await me.post(`/subscriptions/${note.id}/choose-plan`, choice)).status, 404)
  }
  const { data } = (await me.get('/invoices?limit=100')).body
  assert.equal(data.length, 2)
})

test('SEC-049 without a session of that very portal nothing is answered, whatever else one holds', async () => {
  const me = await other.visitor(elsewhere)
  const holders: Record<string, Record<string, string>> = {
    nobody: {},
    'the seller': owner.headers,
    'a forged cookie': { cookie: `portal=nxv_${'A'.repeat(65)}` },
    'a customer of another seller': { cookie: me.cookie },
  }
  assert.ok(visits.length >= 12)
  for (const route of visits)
    for (const [name, held] of Object.entries(holders)) {
      const url = route.url.replace(':slug', portal.slug).replace(':id', own.invoice.id)
      const headers = { ...held, 'sec-fetch-site': 'same-origin' }
      const body = { POST: { price_id: own.invoice.id }, PATCH: { name: 'Mine now' } }[route.method]
      const answer = await app.request(route.method, url, body, { headers, version: 1 })
      assert.deepEqual([answer.status, answer.body.code], [401, 'portal.signed_out'], `${name} at ${route.name}`)
    }
})

test('the session of a customer opens nothing of the app', async () => {
  const { cookie, headers } = await portal.visitor(mine)
  const token = cookie.split('=')[1]!
  for (const shown of [headers, { cookie: `session=${token}` }, { authorization: `Bearer ${token}` }])
    for (const path of ['/customers', '/users/me', '/invoices'])
      assert.equal((await app.request('GET', path, undefined, { headers: shown })).status, 401)
})

test('SEC-040 the cookie is read by no script, sent by no other site, and goes to one portal alone', async () => {
  await portal.sendTo(mine.id)
  const entered = await portal.enter(await portal.lastToken(mine.email))
  const attributes = String(entered.headers['set-cookie']).split('; ').slice(1).sort()
  assert.deepEqual(attributes, ['HttpOnly', 'Max-Age=7776000', `Path=/api/v1/portal/${portal.slug}`, 'SameSite=Strict'])
  assert.ok(!entered.text.includes(cookieOf(entered).split('=')[1]!))
  const secure = createPortalCookie('https://nexuscore.example').headers('kopi', 'nxv_x')['set-cookie']
  assert.match(secure!, /^__Secure-portal=nxv_x; (?!.*Domain).*; Secure$/)
})

test('another site can make the browser of a customer change nothing', async () => {
  const me = await portal.visitor(mine)
  const changing = visits.filter(({ method }) => method !== 'GET')
  assert.ok(changing.length >= 4)
  for (const { method, url } of changing)
    for (const from of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
    ]) {
      const path = url.replace(':slug', portal.slug).replace(':id', own.invoice.id)
      const answer = await app.request(
        method,
        path,
        { name: 'Evil' },
        { headers: { cookie: me.cookie, ...from }, version: 1 },
      )
      assert.deepEqual([answer.status, answer.body.code], [403, 'auth.cross_site'], `${method} ${url}`)
    }
})

test('who logs out is out, on that device alone', async () => {
  const [here, there] = [await portal.visitor(mine), await portal.visitor(mine)]
  const out = await here.post('/log-out')
  assert.equal(out.status, 204)
  assert.match(String(out.headers['set-cookie']), /^portal=; Max-Age=0; Path=/)
  assert.equal((await here.get('/overview')).status, 401)
  assert.equal((await there.get('/overview')).status, 200)
})

test('the seller sees who is in, and ends all sessions of a customer at once', async () => {
  const customer = await portal.addCustomer()
  const [one, two] = [await portal.visitor(customer), await portal.visitor(customer)]
  const stays = await portal.visitor(mine)
  const { body } = await owner.get(`/customers/${customer.id}/portal`)
  assert.deepEqual([body.is_enabled, body.sessions.length, body.sessions[0].email], [true, 2, customer.email])
  assert.ok(body.url.endsWith(`/portal/${portal.slug}`))
  const ended = await owner.post(`/customers/${customer.id}/end-portal-sessions`)
  assert.deepEqual(ended.body.sessions, [])
  assert.deepEqual([(await one.get('/overview')).status, (await two.get('/overview')).status], [401, 401])
  assert.equal((await stays.get('/overview')).status, 200)
  assert.equal((await other.owner.post(`/customers/${mine.id}/end-portal-sessions`)).status, 404)
})

test('an archived customer, a changed address and a portal that is off end the visit with the next click', async () => {
  const customer = await portal.addCustomer()
  const me = await portal.visitor(customer)
  await owner.post(`/customers/${customer.id}/archive`)
  assert.equal((await me.get('/invoices')).status, 401)
  const moved = await portal.addCustomer()
  const before = await portal.visitor(moved)
  await owner.patch(`/customers/${moved.id}`, { email: 'elsewhere@example.com' }, { version: 1 })
  assert.equal((await before.get('/invoices')).status, 401)
  const stays = await portal.visitor(mine)
  await owner.patch('/portal-settings', { is_enabled: false })
  assert.equal((await stays.get('/invoices')).status, 401)
  await owner.patch('/portal-settings', { is_enabled: true })
  await app.admin.query('update app.organization_directory set disabled_at = now() where organization_id = $1', [
    owner.organization_id,
  ])
  assert.equal((await stays.get('/invoices')).status, 401)
  await app.admin.query('update app.organization_directory set disabled_at = null where organization_id = $1', [
    owner.organization_id,
  ])
  assert.equal((await stays.get('/invoices')).status, 200)
})

test('a visit lasts while it is used within thirty days, and ninety at most', async () => {
  const customer = await portal.addCustomer()
  const [used, idle] = [await portal.visitor(customer), await portal.visitor(customer)]
  for (const day of ['2026-12-12', '2027-01-01', '2027-01-21', '2027-02-10']) {
    app.travelTo(`${day}T04:00:00Z`)
    assert.equal((await used.get('/overview')).status, 200, day)
    assert.equal((await idle.get('/invoices')).status, day === '2026-12-12' ? 200 : 401, day)
  }
  app.travelTo('2027-02-21T04:00:00Z')
  assert.equal((await used.get('/overview')).status, 401)
  app.travelTo('2026-11-22T04:00:00Z')
})

test('what the seller hides is not there, and without invoices nothing says what is owed', async () => {
  const me = await portal.visitor(mine)
  const paths: Record<string, string> = {
    invoices: '/invoices',
    credit_notes: '/credit-notes',
    statement: '/statement',
    plan: '/subscriptions',
    details: '/details',
  }
  for (const [hidden, path] of Object.entries(paths)) {
    const modules = Object.keys(paths).filter((module) => module !== hidden)
    await owner.patch('/portal-settings', { modules })
    for (const [module, each] of Object.entries(paths))
      assert.equal((await me.get(each)).status, module === hidden ? 404 : 200, `${path} of ${module}`)
    const { body } = await me.get('/overview')
    assert.deepEqual([body.modules, body.balance === null], [modules, hidden === 'invoices'])
  }
  const settings = await owner.patch('/portal-settings', { modules: [...Object.keys(paths)] })
  assert.equal(settings.body.modules.length, 5)
})

test('SEC-134 neither link nor cookie of a visit is in any log line', async () => {
  await portal.sendTo(mine.id)
  const token = await portal.lastToken(mine.email)
  const { cookie } = await portal.visitor(mine)
  await app.request('GET', `/portal/${token}?token=${token}`)
  await visitorWith(app, portal.portal, cookie).get(`/invoices?cursor=${cookie}`)
  assert.ok(lines.length > 50)
  assert.deepEqual(
    lines.filter((line) => line.includes(token) || line.includes(cookie.split('=')[1]!)),
    [],
  )
})

test('a mailed statement leads to where it is read as it is now, unless the portal hides it', async () => {
  const customer = await portal.addCustomer()
  const mailed = async () => {
    await owner.post(`/customers/${customer.id}/send-statement`, {}, { key: crypto.randomUUID() })
    return (await portal.mailsTo(customer.email)).at(-1)!.text
  }
  assert.match(await mailed(), new RegExp(`See it as it is now: http://localhost:8000/portal/${portal.slug}/statement`))
  await owner.patch('/portal-settings', { modules: ['invoices'] })
  assert.doesNotMatch(await mailed(), /portal/)
  await owner.patch('/portal-settings', { modules: ['invoices', 'statement'], is_enabled: false })
  assert.doesNotMatch(await mailed(), /portal/)
  await owner.patch('/portal-settings', { is_enabled: true })
})
