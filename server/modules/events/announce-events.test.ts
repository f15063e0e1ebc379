import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { announcementsOf } from './announce-events.ts'

const [acme, beta] = [randomUUID(), randomUUID()]
const event = (organization_id: string, name: string, subject_id: string = randomUUID()) => ({
  organization_id,
  name,
  subject_id,
  request_id: 'req-12345678',
})

test('announces to each organisation its own events, each once, and nothing of the request', () => {
  const saved = event(acme, 'invoice_draft.updated')
  const added = event(beta, 'customer.created')
  assert.deepEqual(announcementsOf([saved, added, saved]), [
    { organization_id: acme, events: [{ name: saved.name, subject_id: saved.subject_id }] },
    { organization_id: beta, events: [{ name: added.name, subject_id: added.subject_id }] },
  ])
  assert.deepEqual(announcementsOf([]), [])
})

test('says only that much happened when naming it would not fit into a notification', () => {
  const many = Array.from({ length: 1_000 }, () => event(acme, 'invoice.issued'))
  assert.deepEqual(announcementsOf([...many, event(beta, 'invoice.issued')])[0], { organization_id: acme })

  const name = `${'long_'.repeat(9)}noun.past_participle`
  const few = Array.from({ length: 40 }, () => event(acme, name))
  assert.ok(JSON.stringify(announcementsOf(few)[0]).length < 7_999)
})
