// verbs: file-lead-mail make-lead-of-mail discard-lead-mail restore-lead-mail sweep-lead-mails
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inboundEnv } from '#test/inbound-mail.ts'
import { startApp } from '#test/support.ts'
import { letter, mailFixture } from './lead-mail-fixture.ts'
import { rawKey } from './mail-door.ts'
import { sweepLeadMails } from './sweep-lead-mails.ts'

const app = await startApp({ env: inboundEnv })
const { addressOf, receive, timeline } = mailFixture(app)
const owner = await app.signUp()
const address = await addressOf(owner)
const held = async (message: Parameters<typeof letter>[0] = {}) => {
  const mail = await receive(owner, address, letter({ from: 'Ong Pei <pei@newco.example>', ...message }))
  assert.equal(mail.status, 'held')
  return mail
}

test('makes a lead of a held mail, with the mail in its timeline, once', async () => {
  const { id } = await held()
  const both = await Promise.all([1, 2].map(() => owner.post(`/lead-mails/${id}/make-lead`)))
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
  const { body } = both.find(({ status }) => status === 200)!
  assert.equal(both.find(({ status }) => status === 409)!.body.code, 'lead_mails.not_held')
  const lead = (await owner.get(`/leads/${body.lead_ids[0]}`)).body
  assert.deepEqual([lead.name, lead.email, lead.source], ['Ong Pei', 'pei@newco.example', 'E-mail'])
  const [activity, ...rest] = await timeline(owner, lead.id)
  assert.deepEqual([activity.kind, activity.direction, rest.length], ['mail', 'in', 0])
  await owner.post(`/leads/${lead.id}/archive`)
})

test('makes a lead of another of those whom the mail went to, under a name of one’s own', async () => {
  const mail = await held({ from: owner.email, to: 'a@newco.example, Bo <b@newco.example>' })
  const made = await owner.post(`/lead-mails/${mail.id}/make-lead`, { email: 'b@newco.example', company: 'Newco' })
  const lead = (await owner.get(`/leads/${made.body.lead_ids[0]}`)).body
  assert.deepEqual([lead.name, lead.email, lead.company], ['Bo', 'b@newco.example', 'Newco'])
  assert.ok(lead.first_replied_at)
  await owner.post(`/leads/${lead.id}/archive`)

  const nobody = await held({ from: owner.email, to: address })
  const refused = await owner.post(`/lead-mails/${nobody.id}/make-lead`)
  assert.deepEqual([refused.status, refused.body.errors[0].pointer], [422, '/name'])
  const named = await owner.post(`/lead-mails/${nobody.id}/make-lead`, { name: 'S1234567D Tan' })
  assert.equal((await owner.get(`/leads/${named.body.lead_ids[0]}`)).body.name, '•••••567D Tan')
})

test('files a held mail with the lead that was chosen, not with one that is archived or another’s', async () => {
  const lead = (await owner.post('/leads', { name: 'Chosen' })).body
  const { id } = await held()
  const stranger = await app.signUp()
  const theirs = (await stranger.post('/leads', { name: 'Theirs' })).body
  const file = (lead_id: string) => owner.post(`/lead-mails/${id}/file`, { lead_id })
  assert.equal((await file(theirs.id)).status, 404)
  assert.equal((await stranger.post(`/lead-mails/${id}/file`, { lead_id: theirs.id })).status, 404)
  await owner.post(`/leads/${lead.id}/archive`)
  assert.equal((await file(lead.id)).body.code, 'lead_mails.lead_archived')
  await owner.post(`/leads/${lead.id}/restore`)
  const filed = await file(lead.id)
  assert.deepEqual([filed.body.status, filed.body.lead_ids], ['filed', [lead.id]])
  const [activity] = await timeline(owner, lead.id)
  assert.equal(activity.actor_name, 'Mei Tan')
  assert.equal((await file(lead.id)).body.code, 'lead_mails.not_held')
  const viewer = await app.signUp('viewer', owner)
  assert.equal((await viewer.post(`/lead-mails/${id}/file`, { lead_id: lead.id })).status, 403)
  assert.equal((await viewer.get(`/lead-mails/${id}`)).status, 200)
})

test('discards a held mail and brings it back, and shows each where it belongs', async () => {
  const { id } = await held()
  const listed = async (status: string) =>
    (await owner.get(`/lead-mails?status=${status}&limit=100`)).body.data.some((each: { id: string }) => each.id === id)
  assert.ok(await listed('held'))
  const discarded = await owner.post(`/lead-mails/${id}/discard`)
  assert.deepEqual([discarded.body.status, await listed('held'), await listed('discarded')], ['discarded', false, true])
  assert.equal((await owner.post(`/lead-mails/${id}/discard`)).status, 200)
  assert.equal((await owner.post(`/lead-mails/${id}/make-lead`)).body.code, 'lead_mails.not_held')
  assert.equal((await owner.post(`/lead-mails/${id}/restore`)).body.status, 'held')
  assert.equal((await owner.post(`/lead-mails/${id}/restore`)).status, 200)
  await owner.post(`/lead-mails/${id}/make-lead`, { name: 'Back' })
  assert.equal((await owner.post(`/lead-mails/${id}/restore`)).body.code, 'lead_mails.not_discarded')
  const told = (await owner.events()).filter(({ name }) => name.startsWith('lead_mail'))
  const names = new Set(told.map(({ name }) => name))
  for (const name of ['held', 'discarded', 'restored', 'filed']) assert.ok(names.has(`lead_mail.${name}`), name)
  assert.doesNotMatch(JSON.stringify(told), /Could you quote|in\.nexuscore\.example/)
})

test('pages through held mails, the newest first', async () => {
  const person = await app.signUp()
  const to = await addressOf(person)
  for (const subject of ['one', 'two', 'three']) await receive(person, to, letter({ subject }))
  const first = (await person.get('/lead-mails?limit=2')).body
  const next = (await person.get(`/lead-mails?limit=2&cursor=${first.next_cursor}`)).body
  const subjects = [...first.data, ...next.data].map(({ subject }: { subject: string }) => subject)
  assert.deepEqual(subjects, ['three', 'two', 'one'])
  assert.equal((await person.get(`/lead-mails?status=filed&cursor=${first.next_cursor}`)).status, 400)
})

test('forgets a mail a month after it was decided, and what could not be read a month after it came', async () => {
  const person = await app.signUp()
  const to = await addressOf(person)
  const waits = await receive(person, to, letter({ subject: 'waits' }))
  const done = await receive(person, to, letter({ subject: 'done' }))
  await person.post(`/lead-mails/${done.id}/discard`)
  const unread = await receive(person, to, letter({ more: ['X-Long: a'.repeat(90_000)] }))
  const file = rawKey(person.organization_id, unread.id)
  const sweepIn = (days: number) =>
    app.asSystem(person.organization_id, async (ctx) => {
      const later = { ...ctx, now: ctx.now.add({ hours: 24 * days }) }
      await sweepLeadMails((work) => work(later), app.parts.storage)
    })
  const there = async ({ id }: { id: string }) => (await person.get(`/lead-mails/${id}`)).status === 200
  await sweepIn(29)
  assert.deepEqual([await there(waits), await there(done), await there(unread)], [true, true, true])
  assert.ok(await app.parts.storage.get(file))
  await sweepIn(31)
  assert.deepEqual([await there(waits), await there(done), await there(unread)], [true, false, true])
  assert.equal(await app.parts.storage.get(file), undefined)
})
