// verbs: open-pay-link replace-pay-link revoke-pay-link see-invoice
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { signInFixture } from '#modules/auth/sign-in-fixture.ts'
import { readPayNow } from '#test/emv-parser.ts'
import { address, type Person, startApp } from '#test/support.ts'

const app = await startApp({ heartbeat_ms: 50 })
const acme = await app.signUp()

async function invoiceOf(owner: Person, unit_price_cents = 10_000) {
  const { id: customer_id } = (await owner.post('/customers', { name: 'Tanjong Design LLP', address })).body
  const lines = [{ description: 'A line that is nobody else’s business', quantity: '1', unit_price_cents }]
  const { body } = await owner.post('/invoices', { customer_id, lines }, { key: randomUUID() })
  return { ...body, token: await tokenOf(owner, body.id) }
}
const tokenOf = async (owner: Person, id: string): Promise<string> =>
  (await owner.get(`/invoices/${id}/pay-link`)).body.url.split('/pay/')[1]
const pay = (token: string, rest = '') => app.request('GET', `/public/pay/${token}${rest}`)
const see = (token: string) => app.request('POST', `/public/pay/${token}/seen`)

test('whoever has the link sees what is due and how to pay it, and nothing more', async () => {
  const invoice = await invoiceOf(acme)
  const { status, body, text } = await pay(invoice.token)

  assert.equal(status, 200)
  assert.deepEqual(Object.keys(body).sort(), [
    'amount_due_cents',
    'card',
    'currency',
    'due_date',
    'is_overdue',
    'number',
    'paynow',
    'seller',
    'status',
    'total_amount_cents',
  ])
  assert.doesNotMatch(text, /Tanjong|business|@|Anson|Raffles/)
  const code = readPayNow(body.paynow.payload)
  assert.deepEqual(
    [code.uen, code.amount_cents, code.reference, code.is_amount_locked, code.is_single_use, code.expiry_date],
    [invoice.seller.uen, 10_900, invoice.number, true, true, body.paynow.expiry_date],
  )
  const pdf = await pay(invoice.token, '/pdf')
  assert.match(pdf.headers['content-type']!, /pdf/)
  assert.match(pdf.text, /^%PDF/)
})

test('the page follows what happens: part paid, paid, credited, void', async () => {
  const invoice = await invoiceOf(acme)
  const record = (amount_cents: number) =>
    acme.post('/payments', { invoice_id: invoice.id, amount_cents, method: 'paynow' }, { key: randomUUID() })
  await record(900)
  const part = (await pay(invoice.token)).body
  assert.deepEqual(
    [part.status, part.amount_due_cents, readPayNow(part.paynow.payload).amount_cents],
    ['open', 10_000, 10_000],
  )
  await record(10_000)
  const paid = (await pay(invoice.token)).body
  assert.deepEqual([paid.status, paid.amount_due_cents, paid.paynow], ['paid', 0, null])

  const credited = await invoiceOf(acme)
  await acme.post('/credit-notes', { invoice_id: credited.id, reason: 'Wrong' }, { key: randomUUID() })
  assert.equal((await pay(credited.token)).body.status, 'credited')
  const voided = await invoiceOf(acme)
  await acme.post(`/invoices/${voided.id}/void`, { reason: 'Wrong' })
  const gone = (await pay(voided.token)).body
  assert.deepEqual([gone.status, gone.paynow], ['void', null])
  const lost = await invoiceOf(acme)
  await acme.post(`/invoices/${lost.id}/write-off`, { reason: 'They will never pay' })
  assert.equal((await pay(lost.token)).body.status, 'closed')
})

test('a link cannot be guessed or altered: whatever is changed in it, there is nothing', async () => {
  const { token } = await invoiceOf(acme)
  for (let at = 0; at < token.length; at += 3) {
    const other = token[at] === 'A' ? 'B' : 'A'
    const { status, body } = await pay(token.slice(0, at) + other + token.slice(at + 1))
    assert.deepEqual([status, body.code], [404, 'request.not_found'], `letter ${at}`)
  }
  for (const wrong of ['x', 'nxl_', token.slice(0, -1), `${token}A`, randomUUID()])
    for (const answer of [await pay(wrong), await pay(wrong, '/pdf'), await pay(wrong, '/stream'), await see(wrong)])
      assert.equal(answer.status, 404, wrong)
})

test('SEC-050 a link opens one invoice of one organisation, and those of no other', async () => {
  const beta = await app.signUp()
  const [ours, theirs] = [await invoiceOf(acme), await invoiceOf(beta)]
  assert.equal((await pay(ours.token)).body.seller.uen, ours.seller.uen)
  assert.equal((await pay(theirs.token)).body.seller.uen, theirs.seller.uen)
  for (const verb of ['replace', 'revoke'])
    assert.equal((await acme.post(`/invoices/${theirs.id}/pay-link/${verb}`)).status, 404)
  assert.equal((await acme.get(`/invoices/${theirs.id}/pay-link`)).status, 404)
  assert.equal((await pay(theirs.token)).status, 200)
})

test('a link that was replaced or revoked opens nothing, and a new one can be had', async () => {
  const invoice = await invoiceOf(acme)
  const replaced = (await acme.post(`/invoices/${invoice.id}/pay-link/replace`)).body
  assert.equal((await pay(invoice.token)).status, 404)
  const second = replaced.url.split('/pay/')[1]
  assert.equal((await pay(second)).status, 200)

  const revoked = (await acme.post(`/invoices/${invoice.id}/pay-link/revoke`)).body
  assert.equal(revoked.url, null)
  assert.equal((await pay(second)).status, 404)
  const third = (await acme.post(`/invoices/${invoice.id}/pay-link/replace`)).body.url.split('/pay/')[1]
  assert.equal((await pay(third)).status, 200)
  assert.equal((await pay(second)).status, 404)
  const told = (await acme.events()).filter(({ name }) => name.startsWith('pay_link.'))
  assert.deepEqual(
    told.map(({ name }) => name),
    ['pay_link.replaced', 'pay_link.revoked', 'pay_link.replaced'],
  )
  assert.ok(!JSON.stringify(told).includes('nxl_'), 'the trail keeps no link')
})

test('the first opening is recorded once, however many look', async () => {
  const invoice = await invoiceOf(acme)
  await pay(invoice.token)
  assert.equal((await acme.get(`/invoices/${invoice.id}/pay-link`)).body.seen_at, null, 'reading alone is not seeing')
  const answers = await Promise.all(Array.from({ length: 8 }, () => see(invoice.token)))
  assert.ok(answers.every(({ status }) => status === 204))
  const seen = (await acme.events()).filter(({ name, data }) => name === 'invoice.seen' && data.id === invoice.id)
  assert.equal(seen.length, 1)
  assert.ok((await acme.get(`/invoices/${invoice.id}/pay-link`)).body.seen_at)
})

test('a look of the team itself does not count; one of anybody else does, signed in or not', async () => {
  const [colleague, stranger] = [await app.signUp('viewer', acme), await app.signUp()]
  const invoice = await invoiceOf(acme)
  const seeAs = async (headers: Record<string, string>) => {
    const { status } = await app.request('POST', `/public/pay/${invoice.token}/seen`, undefined, { headers })
    assert.equal(status, 204)
    return (await acme.get(`/invoices/${invoice.id}/pay-link`)).body.seen_at
  }
  const cookie = await signInFixture(app).enter(colleague.email)
  assert.equal(await seeAs({ cookie }), null, 'as a browser of the team')
  assert.equal(await seeAs({ authorization: acme.headers.authorization }), null, 'as a program of the team')
  assert.ok(await seeAs({ authorization: stranger.headers.authorization }), 'somebody of another organisation')

  const other = await invoiceOf(acme)
  const forged = { authorization: 'Bearer not.a.token', cookie: 'session=nobody' }
  assert.equal(
    (await app.request('POST', `/public/pay/${other.token}/seen`, undefined, { headers: forged })).status,
    204,
  )
  assert.ok((await acme.get(`/invoices/${other.id}/pay-link`)).body.seen_at, 'a credential of nobody')
})

test('nobody sees the invoices of an organisation that is disabled', async () => {
  const owner = await app.signUp()
  const { token } = await invoiceOf(owner)
  await app.admin.query('update app.organization_directory set disabled_at = now() where organization_id = $1', [
    owner.organization_id,
  ])
  assert.equal((await pay(token)).status, 404)
})

test('an open page hears at once of its own invoice, and of no other', async () => {
  const base = await app.app.listen({ host: '127.0.0.1', port: 0 })
  const [mine, other] = [await invoiceOf(acme), await invoiceOf(acme)]
  await app.settle()
  const leaving = new AbortController()
  const stream = await fetch(`${base}/api/v1/public/pay/${mine.token}/stream`, { signal: leaving.signal })
  let heard = ''
  const reading = (async () => {
    for await (const piece of stream.body!.pipeThrough(new TextDecoderStream())) heard += piece
  })().catch(() => {})
  for (const { id } of [other, mine])
    await acme.post('/payments', { invoice_id: id, amount_cents: 10_900, method: 'paynow' }, { key: randomUUID() })
  await app.settle()
  const began = performance.now()
  while (!heard.includes('invoice.paid') && performance.now() - began < 5_000)
    await new Promise((resolve) => setTimeout(resolve, 5))
  assert.match(heard, /"invoice\.paid"/)
  assert.ok(heard.includes(mine.id) && !heard.includes(other.id), heard)

  await acme.post(`/invoices/${mine.id}/pay-link/revoke`)
  await reading
  leaving.abort()
})

test('one link holds twenty streams at most, and takes none from the people of the organisation', async () => {
  const { token } = await invoiceOf(acme)
  const open = async (url: string, headers = {}) => {
    const reply = await app.app.inject({ method: 'GET', url, headers, payloadAsStream: true })
    reply.stream().destroy()
    return reply.statusCode
  }
  const held = await Promise.all(
    Array.from({ length: 20 }, () =>
      app.app.inject({ method: 'GET', url: `/api/v1/public/pay/${token}/stream`, payloadAsStream: true }),
    ),
  )
  assert.ok(held.every(({ statusCode }) => statusCode === 200))
  const refused = await pay(token, '/stream')
  assert.deepEqual([refused.status, refused.body.code], [429, 'events.too_many_streams'])
  assert.equal(await open('/api/v1/events/stream', acme.headers), 200)
  for (const reply of held) reply.stream().destroy()
})
