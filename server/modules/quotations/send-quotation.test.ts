import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, type Person, startApp } from '#test/support.ts'

const app = await startApp()
const { admin, settle, signUp } = app

const lines = [{ description: 'Espresso machine', quantity: '1', unit_price_cents: 450_000 }]
const quotationTo = async (owner: Person, to: object) => (await owner.post('/quotations', { ...to, lines })).body
const send = (owner: Person, id: string, body: object = {}) =>
  owner.post(`/quotations/${id}/send`, body, { key: randomUUID() })
const mailsOf = async (owner: Person, id: string) => (await owner.get(`/quotations/${id}/mails`)).body.data

test('mails the quotation with its PDF to a lead as to a customer, and says what became of the mail', async () => {
  const owner = await signUp()
  const customer_id = (await owner.post('/customers', { name: 'Kopi Kaki', address, email: 'ap@kaki.example' })).body.id
  const lead_id = (await owner.post('/leads', { name: 'Tan Wei Ming', email: 'wm@kopi.example' })).body.id
  for (const [to, recipient] of [
    [{ customer_id }, 'ap@kaki.example'],
    [{ lead_id }, 'wm@kopi.example'],
  ] as const) {
    const { id } = await quotationTo(owner, to)
    const { number, public_url } = (await send(owner, id)).body
    await settle()
    const { rows } = await admin.query(
      `select subject, text_body as text, attachments -> 0 ->> 'filename' as file, length(attachments -> 0 ->> 'content') as size
       from app.mailbox_messages where recipient = $1`,
      [recipient],
    )
    assert.deepEqual([rows.length, rows[0].file], [1, `${number}.pdf`])
    assert.ok(rows[0].size > 5_000 && rows[0].subject.startsWith(`Quotation ${number} from `), rows[0].subject)
    assert.ok(rows[0].text.includes(public_url))
    const [mail, ...more] = await mailsOf(owner, id)
    assert.deepEqual(more, [])
    assert.deepEqual(
      [mail.kind, mail.status, mail.recipient, mail.customer_id],
      ['quotation', 'sent', recipient, 'customer_id' in to ? customer_id : null],
    )
  }
  const stranger = await signUp()
  const { id } = await quotationTo(owner, { customer_id })
  assert.equal((await stranger.get(`/quotations/${id}/mails`)).status, 404)
})

test('one that is still on its way to the same address is not mailed again, and what was withdrawn is held back', async () => {
  const owner = await signUp()
  const lead_id = (await owner.post('/leads', { name: 'Tan Wei Ming', email: 'again@kopi.example' })).body.id
  const { id } = await quotationTo(owner, { lead_id })
  await send(owner, id)
  await settle()
  // As it is while the mail server makes it wait.
  const [{ id: mail_id }] = await mailsOf(owner, id)
  await admin.query(`update app.customer_mails set status = 'queued', settled_at = null where id = $1`, [mail_id])
  assert.equal((await send(owner, id)).status, 200)
  assert.equal((await mailsOf(owner, id)).length, 1)
  await send(owner, id, { to: 'boss@kopi.example' })
  assert.equal((await mailsOf(owner, id)).length, 2)
  await owner.post(`/quotations/${id}/withdraw`)
  const payload = JSON.stringify({ organization_id: owner.organization_id, customer_mail_id: mail_id })
  await admin.query(`select graphile_worker.add_job('deliver_customer_mail', $1)`, [payload])
  await settle()
  assert.equal((await mailsOf(owner, id))[1].status, 'cancelled')
  await owner.post(`/quotations/${id}/reopen`)
  await send(owner, id)
  await settle()
  assert.equal((await mailsOf(owner, id))[0].status, 'sent')
})

test('a retry with the same key makes one draft, gives one number and sends one mail; sending wants a key', async () => {
  const owner = await signUp()
  const lead_id = (await owner.post('/leads', { name: 'Tan Wei Ming', email: 'once@kopi.example' })).body.id
  const [draftKey, sendKey] = [{ key: randomUUID() }, { key: randomUUID() }]
  const drafts = [1, 2, 3].map(() => owner.post('/quotations', { lead_id, lines }, draftKey))
  const ids = new Set((await Promise.all(drafts)).map(({ body }) => body.id))
  assert.equal(ids.size, 1)
  const [id] = [...ids]
  assert.equal((await owner.post(`/quotations/${id}/send`, {})).body.code, 'request.idempotency_key_required')
  const sendings = [1, 2, 3].map(() => owner.post(`/quotations/${id}/send`, {}, sendKey))
  const numbers = new Set((await Promise.all(sendings)).map(({ body }) => body.number))
  assert.equal(numbers.size, 1)
  await settle()
  const late = await owner.post(`/quotations/${id}/send`, {}, sendKey)
  assert.deepEqual([late.status, late.headers['idempotency-replayed']], [200, 'true'])
  assert.equal((await mailsOf(owner, id)).length, 1)
  const next = await quotationTo(owner, { lead_id })
  assert.match((await send(owner, next.id, { to: null })).body.number, /-00002$/)
})

test('the database itself refuses to change, unsend or delete what was sent, and lets its answer be written', async () => {
  const owner = await signUp()
  const lead_id = (await owner.post('/leads', { name: 'Tan Wei Ming' })).body.id
  const { id } = await quotationTo(owner, { lead_id })
  await send(owner, id, { to: null })
  const attempt = (change: string) =>
    app.asSystem(owner.organization_id, async (ctx) => {
      const text = `${change} where organization_id = $1 and id = $2`
      await ctx.db.all({ text, parameters: [ctx.organization_id, id] })
    })
  for (const change of [
    `update quotations set lines = '[]'`,
    `update quotations set subtotal_cents = 1`,
    `update quotations set notes = 'Free of charge'`,
    `update quotations set valid_until = '2099-01-01'`,
    `update quotations set buyer = buyer || '{"name": "Somebody else"}'`,
    `update quotations set status = 'draft', sent_at = null`,
    `delete from quotations`,
  ])
    await assert.rejects(attempt(change), /quotation_seals_quotation/, change)
  await attempt(`update quotations set status = 'withdrawn'`)
  assert.equal((await owner.post(`/quotations/${id}/reopen`)).status, 200)
})
