// verbs: create-quotation update-quotation delete-quotation preview-quotation send-quotation accept-quotation decline-quotation withdraw-quotation reopen-quotation revise-quotation invoice-quotation hand-over-quotations open-quotation-link write-quotation
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, type Person, startApp } from '#test/support.ts'

const app = await startApp()
const { admin, request, settle, signUp } = app

const lines = [
  { description: 'Espresso machine', quantity: '2', unit_price_cents: 450_000 },
  { description: 'Training', quantity: '1.5', unit: 'hour', unit_price_cents: 20_000, discount_cents: 5_000 },
]
const customerOf = async (owner: Person, more: object = {}): Promise<string> =>
  (await owner.post('/customers', { name: 'Orchid Foods', email: 'ap@orchid.example', address, ...more })).body.id
const quotationFor = async (owner: Person, to: object, more: object = {}) => {
  const { status, body, text } = await owner.post('/quotations', { ...to, lines, ...more })
  assert.equal(status, 201, text)
  return body
}
const send = (owner: Person, id: string, body: object = {}) =>
  owner.post(`/quotations/${id}/send`, body, { key: randomUUID() })
const tokenOf = ({ public_url }: { public_url: string }) => public_url.split('/').at(-1)!
const mailsTo = async (email: string): Promise<{ subject: string; text: string }[]> => {
  await settle()
  const query = 'select subject, text_body as text from app.mailbox_messages where recipient = $1 order by id'
  return (await admin.query(query, [email])).rows
}

test('a customer accepts a quotation on its page, and one press makes the invoice draft with the same lines', async () => {
  const owner = await signUp()
  const customer_id = await customerOf(owner)
  const draft = await quotationFor(owner, { customer_id })
  assert.deepEqual([draft.status, draft.number, draft.public_url, draft.missing], ['draft', null, null, []])
  assert.equal(draft.total_amount_cents, Math.round(925_000 * 1.09))
  const sent = (await send(owner, draft.id)).body
  assert.match(sent.number, /^QUO-\d{4}-00001$/)
  assert.deepEqual([sent.status, sent.sent_to, sent.buyer.name], ['sent', 'ap@orchid.example', 'Orchid Foods'])
  const [mail] = await mailsTo('ap@orchid.example')
  assert.ok(mail!.text.includes(sent.public_url))

  const token = tokenOf(sent)
  const seen = await request('GET', `/public/quotations/${token}`)
  assert.deepEqual([seen.status, seen.body.status, seen.body.number], [200, 'open', sent.number])
  const pdf = await request('GET', `/public/quotations/${token}/pdf`)
  assert.equal(pdf.text.slice(0, 5), '%PDF-')
  assert.equal((await request('POST', `/public/quotations/${token}/accept`, { name: 'Lim Hui Min' })).status, 204)
  assert.equal((await request('POST', `/public/quotations/${token}/accept`, { name: 'Somebody else' })).status, 204)
  assert.equal((await request('POST', `/public/quotations/${token}/decline`, {})).body.code, 'quotations.not_open')
  const accepted = (await owner.get(`/quotations/${draft.id}`)).body
  assert.deepEqual([accepted.status, accepted.answered_by], ['accepted', 'Lim Hui Min'])
  assert.equal((await mailsTo(owner.email)).filter(({ subject }) => subject.includes('was accepted')).length, 1)

  const answers = await Promise.all([1, 2, 3].map(() => owner.post(`/quotations/${draft.id}/invoice`)))
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409])
  const { invoice_draft_id } = (await owner.get(`/quotations/${draft.id}`)).body
  const invoiced = (await owner.get(`/invoice-drafts/${invoice_draft_id}`)).body
  assert.deepEqual([invoiced.total_amount_cents, invoiced.reference], [sent.total_amount_cents, sent.number])
  assert.deepEqual(invoiced.lines, sent.lines)
  assert.equal((await owner.post(`/quotations/${draft.id}/reopen`)).body.code, 'quotations.invoiced')
  const issued = (await owner.post(`/invoice-drafts/${invoice_draft_id}/issue`, {}, { key: randomUUID() })).body
  const done = (await owner.get(`/quotations/${draft.id}`)).body
  assert.deepEqual([done.invoice_id, done.invoice_draft_id], [issued.id, null])
})

test('a lead is quoted by name, becomes a customer with the quotation, and is invoiced then', async () => {
  const owner = await signUp()
  const lead = (await owner.post('/leads', { name: 'Tan Wei Ming', email: 'wm@kopi.example' })).body
  const draft = await quotationFor(owner, { lead_id: lead.id })
  assert.deepEqual([draft.recipient_name, draft.buyer.name], ['Tan Wei Ming', 'Tan Wei Ming'])
  await send(owner, draft.id)
  assert.equal((await mailsTo('wm@kopi.example')).length, 1)
  await owner.post(`/quotations/${draft.id}/accept`, { name: 'On the phone' })
  assert.equal((await owner.post(`/quotations/${draft.id}/invoice`)).body.code, 'quotations.lead_not_converted')
  const { customer_id } = (await owner.post(`/leads/${lead.id}/convert`, { customer: { address } })).body
  assert.equal((await owner.get(`/quotations?customer_id=${customer_id}`)).body.data[0].id, draft.id)
  assert.equal((await owner.get(`/quotations?lead_id=${lead.id}`)).body.data[0].id, draft.id)
  assert.equal((await owner.post(`/quotations/${draft.id}/invoice`)).status, 200)
})

test('a quotation to a lead that was merged into another goes along with that one', async () => {
  const owner = await signUp()
  const [stays, goes] = [
    (await owner.post('/leads', { name: 'Tan Wei Ming' })).body,
    (await owner.post('/leads', { name: 'Wei Ming Tan' })).body,
  ]
  const { id } = await quotationFor(owner, { lead_id: goes.id })
  await owner.post(`/leads/${stays.id}/merge`, { lead_ids: [goes.id] })
  const late = await owner.post('/quotations', { lead_id: goes.id, lines })
  assert.equal(late.body.code, 'leads.merged')
  assert.equal((await owner.get(`/quotations?lead_id=${stays.id}`)).body.data[0].id, id)
  const { customer_id } = (await owner.post(`/leads/${stays.id}/convert`, { customer: { address } })).body
  assert.equal((await owner.get(`/quotations/${id}`)).body.customer_id, customer_id)
  await owner.post(`/leads/${stays.id}/unconvert`)
  assert.equal((await owner.get(`/quotations/${id}`)).body.customer_id, null)
})

test('what was sent stays as it was sent; a revision replaces it at the moment it goes out', async () => {
  const owner = await signUp()
  const customer_id = await customerOf(owner)
  const first = await quotationFor(owner, { customer_id }, { reference: 'RFQ 7' })
  const edited = await owner.patch(`/quotations/${first.id}`, { notes: 'Delivered' }, { version: 1 })
  assert.deepEqual([edited.status, edited.body.notes, edited.body.reference], [200, 'Delivered', 'RFQ 7'])
  assert.equal((await owner.patch(`/quotations/${first.id}`, { notes: 'Late' }, { version: 1 })).status, 412)
  const sent = (await send(owner, first.id, { to: null })).body
  assert.equal(sent.sent_to, null)
  const late = await owner.patch(`/quotations/${first.id}`, { lines: [] }, { version: sent.version })
  assert.equal(late.body.code, 'quotations.not_draft')
  assert.equal((await owner.delete(`/quotations/${first.id}`)).body.code, 'quotations.not_draft')

  const { body: second } = await owner.post(`/quotations/${first.id}/revise`)
  assert.deepEqual([second.status, second.replaces_quotation_id, second.lines], ['draft', first.id, sent.lines])
  assert.equal((await owner.get(`/quotations/${first.id}`)).body.status, 'sent')
  await send(owner, second.id, { to: null })
  assert.equal((await owner.get(`/quotations/${first.id}`)).body.status, 'withdrawn')
  const page = await request('GET', `/public/quotations/${tokenOf(sent)}`)
  assert.equal(page.body.status, 'withdrawn')
  assert.equal((await request('POST', `/public/quotations/${tokenOf(sent)}/accept`, { name: 'Late' })).status, 409)
})

test('after its last day nobody accepts it by the link, but a member may note a late yes and take it back', async () => {
  const owner = await signUp()
  const customer_id = await customerOf(owner)
  app.travelTo('2026-11-23T04:00:00Z')
  const { id } = await quotationFor(owner, { customer_id }, { valid_until: '2026-11-30' })
  const sent = (await send(owner, id, { to: null })).body
  app.travelTo('2026-12-01T04:00:00Z')
  try {
    assert.equal((await owner.get('/quotations?status=expired')).body.data.length, 1)
    assert.equal((await owner.get('/quotations?status=open')).body.data.length, 0)
    assert.equal((await request('GET', `/public/quotations/${tokenOf(sent)}`)).body.status, 'expired')
    const late = await request('POST', `/public/quotations/${tokenOf(sent)}/accept`, { name: 'Late' })
    assert.equal(late.body.code, 'quotations.expired')
    assert.equal((await owner.post(`/quotations/${id}/accept`, { name: 'Hui Min' })).body.status, 'accepted')
    assert.equal((await owner.post(`/quotations/${id}/reopen`)).body.is_expired, true)
    assert.equal(
      (await owner.post(`/quotations/${id}/decline`, { reason: 'Too dear' })).body.decline_reason,
      'Too dear',
    )
    assert.equal((await owner.post(`/quotations/${id}/withdraw`)).body.code, 'quotations.not_open')
  } finally {
    app.travelTo(Temporal.Now.instant().toString())
  }
})

test('says what is missing, and for whom it cannot be', async () => {
  const [owner, stranger] = [await signUp(), await signUp()]
  const customer_id = await customerOf(owner, { email: null })
  const empty = await quotationFor(owner, { customer_id }, { lines: [] })
  assert.equal((await send(owner, empty.id, { to: null })).body.code, 'quotations.incomplete')
  const { id } = await quotationFor(owner, { customer_id })
  assert.equal((await send(owner, id)).body.code, 'quotations.no_recipient')
  assert.equal((await owner.post(`/quotations/${id}/accept`, { name: 'Early' })).body.code, 'quotations.not_open')
  assert.equal((await owner.post('/quotations', { lines })).body.code, 'quotations.invalid')
  assert.equal((await stranger.post('/quotations', { customer_id, lines })).status, 404)
  for (const path of [`/quotations/${id}`, `/quotations/${id}/pdf`])
    assert.equal((await stranger.get(path)).status, 404)
  assert.equal((await owner.delete(`/quotations/${id}`)).status, 204)
  assert.equal((await owner.get(`/quotations/${id}`)).status, 404)
  const preview = await owner.post('/quotations/preview', { lines })
  assert.equal(preview.body.subtotal_cents, 925_000)
})

test('the page works without script, says who accepted, and a forged link finds nothing', async () => {
  const owner = await signUp()
  const { id } = await quotationFor(owner, { customer_id: await customerOf(owner) }, { notes: '<b>Terms</b>' })
  const sent = (await send(owner, id, { to: null })).body
  const url = new URL(sent.public_url).pathname
  const page = await app.app.inject({ url })
  assert.equal(page.statusCode, 200)
  assert.ok(page.body.includes('Espresso machine') && page.body.includes('&lt;b&gt;Terms&lt;/b&gt;'))
  assert.equal(page.headers['x-robots-tag'], 'noindex')
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const nameless = await app.app.inject({ method: 'POST', url: `${url}/accept`, headers, payload: 'name=+' })
  assert.deepEqual([nameless.statusCode, nameless.body.includes('Write your name')], [422, true])
  const yes = await app.app.inject({ method: 'POST', url: `${url}/accept`, headers, payload: 'name=Hui+Min' })
  assert.deepEqual([yes.statusCode, yes.headers.location], [303, url])
  assert.ok((await app.app.inject({ url })).body.includes('Accepted by Hui Min'))
  const last = url.at(-1) === 'A' ? 'B' : 'A'
  assert.equal((await app.app.inject({ url: url.slice(0, -1) + last })).statusCode, 404)
})
