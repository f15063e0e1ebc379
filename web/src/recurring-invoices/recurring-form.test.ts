import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecurringInvoice } from '#modules/recurring-invoices/schemas.ts'
import { blankLine } from '#web/invoices/draft-form.ts'
import { blankRecurring, openedFrom, toRecurring, toUnsaved } from './recurring-form.ts'

const opened: RecurringInvoice = {
  id: '1',
  customer_id: '2',
  customer_name: 'Kopi Kaki',
  status: 'active',
  billing_interval: 'month',
  interval_count: 1,
  first_date: '2026-01-31',
  next_date: '2026-02-28',
  end_after_count: 5,
  end_date: null,
  when_due: 'issue',
  currency: 'SGD',
  reference: null,
  total_amount_cents: 109,
  made_count: 1,
  held_reason: null,
  held_detail: null,
  paused_at: null,
  ended_at: null,
  version: 1,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  notes: null,
  lines: [{ description: 'Rent', quantity: '1', unit_price_cents: 100 }],
}

test('an edit of a recurring invoice is previewed from its own count until its days are changed', () => {
  const form = openedFrom(opened)
  const { first_date, end_after_count } = toUnsaved(form, opened)
  assert.deepEqual([first_date, end_after_count], ['2026-01-31', 4])
  assert.equal(toUnsaved({ ...form, first_date: '2026-03-15' }, opened).first_date, '2026-03-15')
  assert.equal(toUnsaved({ ...form, billing_interval: 'week' }, opened).first_date, '2026-02-28')
})

test('only the chosen end of a recurring invoice is sent, and no blank line', () => {
  const form = { ...blankRecurring('2'), end_date: '2026-12-31', lines: [{ ...blankLine }] }
  const sent = (ends: 'never' | 'count' | 'date') => {
    const { end_after_count, end_date, lines } = toRecurring({ ...form, ends }).body
    return [end_after_count, end_date, lines.length]
  }
  assert.deepEqual(
    [sent('never'), sent('count'), sent('date')],
    [
      [null, null, 0],
      [12, null, 0],
      [null, '2026-12-31', 0],
    ],
  )
})
