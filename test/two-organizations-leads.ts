import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { findLeadDuplicates } from '#modules/lead-duplicates/find-lead-duplicates.ts'
import { processBatch } from '#modules/lead-forms/process-submissions.ts'
import { continueCheck } from '#modules/lead-imports/continue-check.ts'
import { processLeadMail } from '#modules/lead-mails/process-lead-mail.ts'
import { handOver, mailDoorOf } from './inbound-mail.ts'
import { made, type Person, type TestApp } from './support.ts'

/** A lead with all that one can have, and the rules and settings around it. */
export async function prospect(app: TestApp, owner: Person, canary: string): Promise<void> {
  made(await owner.post('/lead-fields', { label: `Size ${canary}`, key: canary.toLowerCase(), kind: 'text' }))
  const conditions = [{ field: 'company', operator: 'contains', value: canary }]
  made(await owner.post('/lead-score-rules', { name: `Rule ${canary}`, points: 5, conditions }))
  const rule = { name: `Turn ${canary}`, conditions, strategy: 'round_robin', user_ids: [owner.id] }
  made(await owner.post('/lead-assignment-rules', rule))
  made(await owner.post('/lead-absences', { user_id: owner.id, from_date: '2099-01-01', until_date: '2099-01-02' }))
  const changed = await owner.patch('/lead-settings', { reply_within_minutes: 30 })
  assert.equal(changed.status, 200, changed.text)
  const lead = made(
    await owner.post('/leads', {
      name: `Lead ${canary}`,
      email: `lead-${canary}@example.com`,
      company: `Prospect ${canary}`,
      source: canary,
      tags: [canary],
      custom_fields: { [canary.toLowerCase()]: canary },
      notes: canary,
    }),
  )
  const edited = await owner.post('/leads/bulk-edit', { ids: [lead.id], changes: { add_tags: [`more-${canary}`] } })
  assert.equal(edited.body.changed_count, 1, edited.text)
  const quotation = made(
    await owner.post('/quotations', {
      lead_id: lead.id,
      reference: canary,
      lines: [{ description: `Machine ${canary}`, quantity: '1', unit_price_cents: 100_00 }],
    }),
  )
  const sent = await owner.post(`/quotations/${quotation.id}/send`, { to: null }, { key: randomUUID() })
  assert.equal(sent.status, 200, sent.text)
  const won = made(await owner.post('/leads', { name: `Won ${canary}`, company: `Buyer ${canary}`, notes: lead.id }))
  const converted = await owner.post(`/leads/${won.id}/convert`, {})
  assert.ok(converted.body.contact_id, converted.text)
  made(await owner.post(`/leads/${lead.id}/activities`, { kind: 'note', body: `Said ${canary}` }))
  made(await owner.post(`/leads/${lead.id}/tasks`, { body: `Do ${canary}`, due_at: '2026-12-01T01:00:00Z' }))
  const file = Buffer.from(`Name,Source\nVisitor ${canary},${canary}\n`)
  const read = made(await owner.post('/lead-imports', { file_name: `${canary}.csv`, byte_count: file.length }))
  await owner.post(`/lead-imports/${read.id}/upload`, { from_byte: 0, content: file.toString('base64') })
  const choices = { duplicates: 'skip', match_by: ['email'], date_order: 'day_first', source: canary, tags: [] }
  const started = await owner.post(`/lead-imports/${read.id}/check`, { fields: ['name', 'source'], choices })
  assert.equal(started.status, 200, started.text)
  await continueCheck((work) => app.asSystem(owner.organization_id, work), app.parts.storage, read.id, 1)
  const twin = async (name: string) =>
    made(await owner.post('/leads', { name: `${name} ${canary}`, email: `twin-${canary}@example.com` }))
  const [one, two] = [await twin('Twin'), await twin('Twain')]
  const merged = await owner.post(`/leads/${one.id}/merge`, { lead_ids: [two.id] })
  assert.equal(merged.status, 200, merged.text)
  await twin('Triplet')
  assert.equal((await owner.patch('/lead-mail-settings', { makes_leads: false })).status, 200)
  const mail = await handOver(app, owner.organization_id, `${canary}@stranger.example`, `Mail ${canary}`)
  await processLeadMail(mailDoorOf(app), owner.organization_id, mail)
  await findLeadDuplicates((work) => app.asSystem(owner.organization_id, work))
  await owner.patch(`/leads/${one.id}`, { name: `Still to be compared ${canary}` }, { version: 2 })
  const query = { source: canary }
  made(await owner.post('/saved-views', { list: 'leads', name: `View ${canary}`, layout: 'table', query }))
  await formWithSubmission(app, owner, canary)
}

async function formWithSubmission(app: TestApp, owner: Person, canary: string): Promise<void> {
  const field = { field: 'email', label: `E-mail ${canary}`, hint: null, is_required: true }
  const consents = [{ channel: 'email', text: `News of ${canary}` }]
  const { body: form } = await owner.post('/lead-forms', { name: `Form ${canary}`, fields: [field], consents })
  const sent = await app.request('POST', `/public/forms/${form.form_key}/submissions`, {
    fields: { email: `visitor-${canary}@example.com`, note: canary },
    consents: { email: true },
  })
  assert.equal(sent.status, 202, sent.text)
  await app.asSystem(owner.organization_id, (ctx) => processBatch(ctx, 1))
}
