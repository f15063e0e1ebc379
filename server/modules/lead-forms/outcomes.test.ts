// What follows from a submission, and what must not.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { contact, leadFormFixture, mei } from './lead-form-fixture.ts'
import { processBatch } from './process-submissions.ts'
import { sweepLeadSubmissions } from './sweep-lead-submissions.ts'

const app = await startApp()
const { formOf, accepted, submissions, leadsOf } = leadFormFixture(app)

test('a box that nobody ticked is no consent, and that of another channel is none either', async () => {
  const owner = await app.signUp()
  const consents = [...contact.consents, { channel: 'phone', text: 'Call me about offers.' }]
  const form = await formOf(owner, { consents })
  await accepted(form, mei, { consents: { phone: true, whatsapp: true } })
  await app.settle()
  const [lead] = await leadsOf(owner)
  const { data } = (await owner.get(`/leads/${lead!.id}/consents`)).body
  assert.deepEqual(
    data.map(({ channel, is_given }: { channel: string; is_given: boolean }) => [channel, is_given]),
    [['phone', true]],
  )
  const [sent] = await submissions(owner)
  assert.deepEqual(
    sent!.consents.map(({ channel, is_given }) => [channel, is_given]),
    [
      ['email', false],
      ['phone', true],
    ],
  )
})

test('the leads of a form go to its owner, and by the rules once that one has left', async () => {
  const owner = await app.signUp()
  const member = await app.signUp('member', owner)
  const rule = { name: 'All', conditions: [], strategy: 'round_robin', user_ids: [owner.id] }
  await owner.post('/lead-assignment-rules', rule)
  const form = await formOf(owner, { owner_user_id: member.id })
  await accepted(form, mei)
  await app.settle()
  await app.admin.query('delete from app.memberships where user_id = $1', [member.id])
  await accepted(form, { name: 'Siti', email: 'siti@kopi.example' })
  await app.settle()
  const owners = new Map((await leadsOf(owner)).map(({ name, owner_user_id }) => [name, owner_user_id]))
  assert.deepEqual([owners.get(mei.name), owners.get('Siti')], [member.id, owner.id])
})

test('a lead that somebody works on stays in the lists when what it came from is called spam', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  await accepted(form, mei)
  await app.settle()
  const [lead] = await leadsOf(owner)
  const { data: stages } = (await owner.get('/lead-stages')).body
  const stage_id = stages.find(({ name }: { name: string }) => name === 'Contacted').id
  await owner.post(`/leads/${lead!.id}/move`, { stage_id })
  const [sent] = await submissions(owner)
  await owner.post(`/lead-submissions/${sent!.id}/mark-spam`)
  assert.equal((await leadsOf(owner)).length, 1)

  await app.asSystem(owner.organization_id, (ctx) =>
    sweepLeadSubmissions({ ...ctx, now: ctx.now.add({ hours: 24 * 400 }) }),
  )
  assert.equal((await submissions(owner)).length, 1, 'what made a lead stays with it')
})

test('who can no longer log in gets no mail of what strangers wrote', async () => {
  const owner = await app.signUp()
  const member = await app.signUp('member', owner)
  const form = await formOf(owner, { notify_user_ids: [owner.id, member.id] })
  await app.admin.query('update app.users set disabled_at = now() where id = $1', [member.id])
  await accepted(form, mei)
  await app.settle()
  const { rows } = await app.admin.query('select recipient from app.mailbox_messages where recipient = any($1)', [
    [owner.email, member.email],
  ])
  assert.deepEqual(rows, [{ recipient: owner.email }])
})

test('a lead that learns a number is compared with the others again', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  const { body: lead } = await owner.post('/leads', { name: 'Mei', email: mei.email })
  await app.settle()
  const toCompare = async () =>
    (
      await app.admin.query('select lead_id from app.leads_to_compare where organization_id = $1', [
        owner.organization_id,
      ])
    ).rows
  assert.deepEqual(await toCompare(), [])
  await accepted(form, mei)
  await app.asSystem(owner.organization_id, (ctx) => processBatch(ctx, 1))
  assert.deepEqual(await toCompare(), [{ lead_id: lead.id }])
})

test('what a lead agreed to is found on the one it was merged into, and counts there', async () => {
  const owner = await app.signUp()
  const { body: kept } = await owner.post('/leads', { name: 'Mei', phone: mei.phone })
  const { body: gone } = await owner.post('/leads', { name: 'Mei Ling' })
  await owner.post(`/leads/${gone.id}/consents`, { channel: 'phone', is_given: false, text: 'Do not call.' })
  assert.equal((await owner.post(`/leads/${kept.id}/merge`, { lead_ids: [gone.id] })).status, 200)
  const { data } = (await owner.get(`/leads/${kept.id}/consents`)).body
  assert.deepEqual([data.length, data[0].lead_id], [1, gone.id])
  const call = await owner.post(`/leads/${kept.id}/activities`, { kind: 'call', body: 'x', dnc_basis: 'consent' })
  assert.deepEqual([call.status, call.body.errors[0].code], [422, 'not_allowed'])
})
