// verbs: receive-lead-mail replace-lead-mail-address stop-lead-mail-address
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailDoorOf } from '#test/inbound-mail.ts'
import { startApp } from '#test/support.ts'
import { letter, mailFixture, oldSecret, twoSecrets } from './lead-mail-fixture.ts'
import { rawKey } from './mail-door.ts'
import { processLeadMail } from './process-lead-mail.ts'

const app = await startApp({ env: twoSecrets })
const { addressOf, hand } = mailFixture(app)
const owner = await app.signUp()
const address = await addressOf(owner)
const rows = async () =>
  (
    await app.admin.query('select * from app.lead_mails where organization_id = $1 order by id', [
      owner.organization_id,
    ])
  ).rows

test('takes mail from whoever knows the secret of now or of before, and from nobody else', async () => {
  const before = (await rows()).length
  assert.equal((await hand(address, letter({}))).status, 200)
  assert.equal((await hand(address, letter({}), oldSecret)).status, 200)
  for (const wrong of ['', 'secret-of-the-mail-server-ne', `${oldSecret} `, twoSecrets.INBOUND_MAIL_SECRET]) {
    const refused = await hand(address, letter({}), wrong || 'x')
    assert.deepEqual([refused.status, refused.body.code], [401, 'lead_mails.not_authorized'], wrong)
  }
  const bare = await app.request('POST', `/public/mail-in?recipient=${address}`, letter({}), {
    headers: { 'content-type': 'message/rfc822' },
  })
  assert.equal(bare.status, 401)
  assert.equal((await rows()).length, before + 2)
})

test('sends back what is for nobody: another domain, a key that never was, one that was replaced or stopped', async () => {
  const other = await app.signUp()
  const old = await addressOf(other)
  const present = await addressOf(other)
  assert.notEqual(old, present)
  assert.match(present, /^[a-z2-9]{26}@in\.nexuscore\.example$/)
  for (const nobody of [old, `${'a'.repeat(26)}@in.nexuscore.example`, present.replace('@in.', '@out.'), 'postmaster'])
    assert.equal((await hand(nobody, letter({}))).body.code, 'lead_mails.unknown_address', nobody)
  const [local, domain] = present.split('@')
  for (const spelled of [present.toUpperCase(), `${local}+kopi@${domain}`, `<${present}>`])
    assert.equal((await hand(spelled, letter({}))).status, 200, spelled)

  const stopped = await other.post('/lead-mail-settings/stop-address')
  assert.deepEqual([stopped.status, stopped.body.address], [200, null])
  assert.equal((await hand(present, letter({}))).status, 404)
})

test('takes the address from the header of the envelope too, and says what is missing', async () => {
  const send = (headers: Record<string, string>, raw: string) =>
    app.request('POST', '/public/mail-in', raw, {
      headers: { authorization: `Bearer ${oldSecret}`, 'content-type': 'message/rfc822', ...headers },
    })
  assert.equal((await send({ 'x-envelope-to': address }, letter({}))).status, 200)
  assert.equal((await send({}, letter({}))).body.code, 'lead_mails.no_recipient')
  assert.equal((await send({ 'x-envelope-to': address }, '')).body.code, 'lead_mails.empty')
})

test('keeps the same message once, handed over twice or by two at once, and in each organisation for itself', async () => {
  const before = (await rows()).length
  const message = letter({})
  const first = await hand(address, message)
  const again = await hand(address, message)
  assert.deepEqual([first.body.is_new, again.body.is_new, again.body.id], [true, false, first.body.id])
  const twin = letter({})
  const both = await Promise.all(Array.from({ length: 6 }, () => hand(address, twin)))
  assert.ok(both.every(({ status }) => status === 200))
  assert.equal(both.filter(({ body }) => body.is_new).length, 1)
  assert.equal(new Set(both.map(({ body }) => body.id)).size, 1)
  assert.equal((await rows()).length, before + 2)

  const other = await app.signUp()
  const { body } = await hand(await addressOf(other), message)
  assert.ok(body.is_new)
  assert.equal((await owner.get(`/lead-mails/${body.id}`)).status, 404)
})

test('a message that came over another way, with other headers on top, is filed once', async () => {
  const lead = (await owner.post('/leads', { name: 'Twice', email: 'twice@orchid.example' })).body
  const message = letter({ from: 'twice@orchid.example', message_id: '<same@mail.example>' })
  const first = (await hand(address, message)).body
  const second = (await hand(address, `Received: from another.example\r\n${message}`)).body
  assert.ok(first.is_new && second.is_new)
  await app.settle()
  const { data } = (await owner.get(`/leads/${lead.id}/timeline?show=activities`)).body
  assert.equal(data.length, 1)
  const found = [first, second].map(({ id }) => owner.get(`/lead-mails/${id}`))
  assert.deepEqual((await Promise.all(found)).map(({ status }) => status).sort(), [200, 404])

  // What nothing vouches for does not take the place of what is real.
  const forged = letter({ from: 'twice@orchid.example', message_id: '<next@mail.example>', results: null })
  await hand(address, forged)
  await app.settle()
  await hand(address, letter({ from: 'twice@orchid.example', message_id: '<next@mail.example>' }))
  await app.settle()
  assert.equal((await owner.get(`/leads/${lead.id}/timeline?show=activities`)).body.data.length, 3)
})

test('a message whose reader was killed is read by the next, once, and is then not kept as it came', async () => {
  // Its worker has not begun.
  const still = await startApp({ env: twoSecrets })
  const person = await still.signUp()
  const { organization_id } = person
  const fixture = mailFixture(still)
  const lead = (await person.post('/leads', { name: 'Killed', email: 'killed@orchid.example' })).body
  const to = await fixture.addressOf(person)
  const { id } = (await fixture.hand(to, letter({ from: 'killed@orchid.example' }))).body
  const key = rawKey(organization_id, id)
  assert.ok(await still.parts.storage.get(key))
  const door = mailDoorOf(still)
  const dies = {
    ...door,
    inOrganization: ((organization, work) =>
      door.inOrganization(organization, async (ctx) => {
        const result = await work(ctx)
        if (result === undefined) throw new Error('killed before the commit')
        return result
      })) as typeof door.inOrganization,
  }
  await assert.rejects(processLeadMail(dies, organization_id, id), /killed/)
  assert.equal((await person.get(`/lead-mails/${id}`)).body.status, 'received')
  assert.ok(await still.parts.storage.get(key))

  await Promise.all([1, 2, 3].map(() => processLeadMail(door, organization_id, id)))
  await still.settle()
  assert.equal((await person.get(`/lead-mails/${id}`)).body.status, 'filed')
  assert.equal((await fixture.timeline(person, lead.id)).length, 1)
  assert.equal(await still.parts.storage.get(key), undefined)
})

test('SEC-017 takes a thousand mails an hour for one organisation, and lets the others wait at the mail server', async () => {
  const busy = await app.signUp()
  const to = await addressOf(busy)
  await app.admin.query(
    `insert into app.lead_mails (organization_id, id, recipient, content_hash, byte_count, status, received_at, updated_at)
     select $1, gen_random_uuid(), 'k', n::text, 1, 'received', '2026-11-22T03:30:00Z', now() from generate_series(1, 1000) n`,
    [busy.organization_id],
  )
  const refused = await hand(to, letter({}))
  assert.deepEqual([refused.status, refused.body.code], [429, 'lead_mails.too_many'])
  assert.equal((await hand(address, letter({}))).status, 200)
})

test('an installation without a domain for mail says so, and takes none in', async () => {
  const plain = await startApp()
  const person = await plain.signUp()
  const settings = await person.get('/lead-mail-settings')
  assert.deepEqual([settings.body.is_available, settings.body.address], [false, null])
  assert.equal((await person.post('/lead-mail-settings/replace-address')).body.code, 'lead_mails.not_set_up')
  const sent = await plain.request('POST', `/public/mail-in?recipient=${address}`, letter({}), {
    headers: { 'content-type': 'message/rfc822', authorization: 'Bearer ' },
  })
  assert.equal(sent.status, 404)
})
