// verbs: request-portal-link send-requested-link send-portal-link mint-portal-link start-portal-session
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { sendRequestedLink } from './send-requested-link.ts'
import { cookieOf, openedPortal, tokenIn, visitorWith } from './portal-fixture.ts'

const app = await startApp()
const portal = await openedPortal(app)
const { owner } = portal

test('a customer who asks for a link gets one by mail, and one click lets them in', async () => {
  const customer = await portal.addCustomer({ email: 'Accounts@Kaki.example' })
  assert.equal((await portal.askFor(' accounts@kaki.EXAMPLE'.trim())).status, 202)
  const [mail] = await portal.mailsTo('accounts@kaki.example')
  assert.match(mail!.subject, /^Your link to the customer portal of Kopi Kaki/)
  assert.match(mail!.text, new RegExp(`/portal/${portal.slug}/enter#nxq_[\\w-]{65}\\n`))
  assert.ok(mail!.html.includes(tokenIn(mail!.text)))

  const entered = await portal.enter(tokenIn(mail!.text))
  assert.deepEqual([entered.status, entered.body.customer_id], [200, customer.id])
  const overview = await visitorWith(app, portal.portal, cookieOf(entered)).get('/overview')
  assert.deepEqual(overview.body.customer, { id: customer.id, name: customer.name })
})

test('the answer tells nobody who is a customer, nor which sellers there are', async () => {
  const { email } = await portal.addCustomer()
  const known = await portal.askFor(email)
  const unknown = await portal.askFor('nobody@example.com')
  const nowhere = await app.request('POST', '/portal/no-such-seller/links', { email })
  for (const answer of [unknown, nowhere]) assert.deepEqual([answer.status, answer.body], [known.status, known.body])
  assert.equal((await portal.mailsTo('nobody@example.com')).length, 0)
  assert.equal((await portal.mailsTo(email)).length, 1)
})

test('who asks again and again gets a mail a minute, and ten in an hour', async () => {
  const { email } = await portal.addCustomer()
  const askAt = async (time: string) => {
    app.travelTo(`2026-11-22T${time}Z`)
    await portal.askFor(email)
    return (await portal.mailsTo(email)).length
  }
  assert.deepEqual([await askAt('05:00:00'), await askAt('05:00:59'), await askAt('05:01:00')], [1, 1, 2])
  for (let minute = 12; minute < 24; minute++) await askAt(`05:${minute}:00`)
  assert.deepEqual([await askAt('05:59:00'), await askAt('06:00:00'), await askAt('06:00:01')], [10, 10, 11])
  app.travelTo('2026-11-22T04:00:00Z')
})

test('two who ask for the same address at the same time get one mail', async () => {
  const { email } = await portal.addCustomer()
  const ask = () => app.asSystem(owner.organization_id, (ctx) => sendRequestedLink(ctx, 'http://localhost:8000', email))
  await Promise.all([ask(), ask(), ask()])
  assert.equal((await portal.mailsTo(email)).length, 1)
})

test('links are forgotten a day after they stopped working', async () => {
  const { id, email } = await portal.addCustomer()
  const linksAfterOneAt = async (time: string) => {
    app.travelTo(time)
    await portal.sendTo(id)
    await app.settle()
    const links = 'select from app.portal_links where organization_id = $1 and email = $2'
    return (await app.admin.query(links, [owner.organization_id, email])).rowCount
  }
  assert.deepEqual(
    [
      await linksAfterOneAt('2026-11-22T04:00:00Z'),
      await linksAfterOneAt('2026-11-23T04:30:00Z'),
      await linksAfterOneAt('2026-11-23T04:30:01Z'),
    ],
    [1, 2, 2],
  )
  app.travelTo('2026-11-22T04:00:00Z')
})

test('where the clock of the seller was moved on, a link still works for half an hour of our time', async () => {
  const ahead = await openedPortal(app)
  const { organization_id } = ahead.owner
  const customer = await ahead.addCustomer()
  const clock = `/organizations/${organization_id}/clock/advance`
  assert.equal((await ahead.owner.post(clock, { to_date: '2026-11-24' })).status, 202)
  await app.settle()
  await ahead.sendTo(customer.id)
  const [token, late] = [await ahead.lastToken(customer.email), await sentAgain()]
  async function sentAgain() {
    await ahead.sendTo(customer.id)
    return ahead.lastToken(customer.email)
  }
  assert.equal((await ahead.enter(token)).status, 200)
  assert.equal((await ahead.owner.get(`/customers/${customer.id}/portal`)).body.sessions.length, 1)
  app.travelTo('2026-11-22T04:30:00Z')
  assert.equal((await ahead.enter(late)).body.code, 'portal.link_over')
  app.travelTo('2026-11-22T04:00:00Z')
})

test('a link works once, also when two click at the same time', async () => {
  const customer = await portal.addCustomer()
  await portal.sendTo(customer.id)
  const token = await portal.lastToken(customer.email)
  const answers = await Promise.all([portal.enter(token), portal.enter(token), portal.enter(token)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 410, 410])
  const over = answers.find(({ status }) => status === 410)!
  assert.equal(over.body.code, 'portal.link_over')
  assert.equal(over.headers['set-cookie'], undefined)
})

test('a link works for half an hour', async () => {
  const customer = await portal.addCustomer()
  await portal.sendTo(customer.id)
  const token = await portal.lastToken(customer.email)
  await portal.sendTo(customer.id)
  const other = await portal.lastToken(customer.email)
  assert.notEqual(other, token)
  app.travelTo('2026-11-22T04:29:59Z')
  assert.equal((await portal.enter(token)).status, 200)
  app.travelTo('2026-11-22T04:30:00Z')
  assert.equal((await portal.enter(other)).body.code, 'portal.link_over')
  app.travelTo('2026-11-22T04:00:00Z')
})

test('what is kept of links and sessions opens nothing: hashes alone, and mail without its secret', async () => {
  const customer = await portal.addCustomer()
  await portal.sendTo(customer.id)
  const token = await portal.lastToken(customer.email)
  const cookie = cookieOf(await portal.enter(token)).split('=')[1]!
  const { rows: tables } = await app.admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r' and relname <> 'mailbox_messages'`,
  )
  for (const { name } of tables) {
    const { rows } = await app.admin.query<{ text: string }>(`select t::text as text from app.${name} t`)
    const text = rows.map((row) => row.text).join('\n')
    assert.ok(!text.includes(token) && !text.includes(cookie), name)
  }
  const sha256 = (secret: string) => createHash('sha256').update(secret).digest()
  const links = await app.admin.query('select from app.portal_links where token_hash = $1', [sha256(token)])
  const sessions = await app.admin.query('select from app.portal_sessions where token_hash = $1', [sha256(cookie)])
  assert.deepEqual([links.rowCount, sessions.rowCount], [1, 1])
})

test('an address that several customers share lets its owner choose, and the link counts until then', async () => {
  const email = `office-${randomUUID()}@example.com`
  const one = await portal.addCustomer({ email, name: 'Kaki Bukit Pte. Ltd.' })
  const two = await portal.addCustomer({ email: email.toUpperCase(), name: 'Kaki Timah Pte. Ltd.' })
  const stranger = await portal.addCustomer()
  await portal.askFor(email)
  const token = await portal.lastToken(email)
  const choice = await portal.enter(token)
  assert.equal(choice.body.customer_id, null)
  assert.deepEqual(
    choice.body.customers.map(({ id }: { id: string }) => id),
    [one.id, two.id],
  )
  assert.equal(choice.headers['set-cookie'], undefined)
  assert.equal((await portal.enter(token, stranger.id)).status, 404)
  assert.equal((await portal.enter(token, two.id)).body.customer_id, two.id)
  assert.equal((await portal.enter(token, one.id)).status, 410)
})

test('a link that the seller sent is for that customer alone', async () => {
  const email = `office-${randomUUID()}@example.com`
  const one = await portal.addCustomer({ email })
  const two = await portal.addCustomer({ email })
  await portal.sendTo(two.id)
  const token = await portal.lastToken(email)
  assert.equal((await portal.enter(token, one.id)).status, 404)
  assert.deepEqual((await portal.enter(token)).body.customers, [{ id: two.id, name: two.name }])
})

test('a link of one seller opens no other, however it is bent', async () => {
  const other = await openedPortal(app)
  const customer = await portal.addCustomer()
  await portal.sendTo(customer.id)
  const token = await portal.lastToken(customer.email)
  assert.equal((await other.enter(token)).status, 410)
  for (let at = 0; at < token.length; at += 7) {
    const bent = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
    const answer = await portal.enter(bent)
    assert.deepEqual([answer.status, answer.body.code], [410, 'portal.link_over'], `letter ${at}`)
  }
  for (const forged of ['', 'nxq_', 'x'.repeat(69), token.slice(0, -1), `${token}A`, token.replace('nxq', 'nxv')])
    assert.equal((await portal.enter(forged)).status, 410, forged)
  assert.equal((await portal.enter(token)).status, 200)
})

test('a link dies with the customer, with their address, and with the portal', async () => {
  const refuses = async (spoil: (id: string) => Promise<unknown>) => {
    const customer = await portal.addCustomer()
    await portal.sendTo(customer.id)
    const token = await portal.lastToken(customer.email)
    await spoil(customer.id)
    assert.equal((await portal.enter(token)).body.code, 'portal.link_over')
  }
  await refuses((id) => owner.post(`/customers/${id}/archive`))
  await refuses((id) => owner.patch(`/customers/${id}`, { email: 'new@example.com' }, { version: 1 }))
  await refuses((id) => owner.post(`/customers/${id}/end-portal-sessions`))
  await refuses(() => owner.patch('/portal-settings', { is_enabled: false }))
  await owner.patch('/portal-settings', { is_enabled: true })
})

test('the seller cannot send a link where there is no address, no customer or no portal', async () => {
  const silent = await portal.addCustomer({ email: null })
  assert.deepEqual((await portal.sendTo(silent.id)).body.errors[0].pointer, '/email')
  const gone = await portal.addCustomer()
  await owner.post(`/customers/${gone.id}/archive`)
  assert.equal((await portal.sendTo(gone.id)).body.code, 'portal.archived')
  await owner.patch('/portal-settings', { is_enabled: false })
  const { id, email } = await portal.addCustomer()
  assert.equal((await portal.sendTo(id)).body.code, 'portal.off')
  await portal.askFor(email)
  assert.equal((await portal.mailsTo(email)).length, 0)
  // Nobody fills our queue with work that can only fail.
  assert.equal((await app.request('POST', '/portal/%00/links', { email })).status, 404)
  const door = await app.request('GET', portal.portal)
  const nowhere = await app.request('GET', '/portal/no-such-seller')
  assert.deepEqual([door.status, door.body.detail], [404, nowhere.body.detail])
  await owner.patch('/portal-settings', { is_enabled: true })
  assert.match((await app.request('GET', portal.portal)).body.seller_name, /^Kopi Kaki/)
})
