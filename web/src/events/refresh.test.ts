import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concerns } from './refresh.ts'

const issued = { name: 'invoice.issued', kind: 'invoice', subject_id: 'a' }

test('reads again what shows a kind of thing, and of single things only the one that changed', () => {
  assert.ok(concerns(issued, ['invoices', 'list', {}]))
  assert.ok(concerns(issued, ['invoices', 'one', 'a']))
  assert.ok(!concerns(issued, ['invoices', 'one', 'b']))
  assert.ok(concerns(issued, ['reports', 'money']))
  assert.ok(concerns(issued, ['events', 'list', {}]))
  assert.ok(!concerns(issued, ['customers', 'list', {}]))
})

test('reads everything again after a gap and for a kind it does not know, but never what is computed while typing', () => {
  for (const news of ['opened', 'reread', { name: 'comet.seen', kind: 'comet', subject_id: 'a' }] as const) {
    assert.ok(concerns(news, ['customers', 'list', {}]))
    assert.ok(!concerns(news, ['drafts', 'preview', {}]))
  }
})

test('what is of leads and has no name of its own reads again what shows leads, and nothing else', () => {
  const held = { name: 'lead_mail.held', kind: 'lead_mail', subject_id: 'a' }
  assert.ok(concerns(held, ['leads', 'mails', {}]))
  assert.ok(!concerns(held, ['invoices', 'list', {}]))
})
