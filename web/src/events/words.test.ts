import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventTitle, fieldWord, tell, valueWord } from '#web/events/words.ts'

const told = (name: string, data: Record<string, unknown>) => {
  const { who, did, what, remark } = tell({ name, data, actor_name: 'Mei Tan', actor_kind: 'user' })
  return [who, did, what, remark].filter(Boolean).join(' ')
}

test('tells an event as a sentence', () => {
  const issued = { number: 'INV-2026-00412', buyer: { name: 'Kopi Kaki' }, total_amount_cents: 817_110 }
  assert.equal(told('invoice.issued', issued), 'Mei Tan issued INV-2026-00412 to Kopi Kaki $8,171.10')
  const paid = { number: 'INV-2026-00412', amount_cents: 100_00, amount_due_cents: 50_00 }
  assert.equal(told('invoice.part_paid', paid), 'INV-2026-00412 was paid in part $100.00, $50.00 still due')
  const note = { number: 'CN-2026-00003', invoice_number: 'INV-2026-00412', total_amount_cents: 100_00 }
  assert.equal(told('credit_note.issued', note), 'Mei Tan issued CN-2026-00003 on INV-2026-00412 $100.00')
  const credited = { ...paid, credit_note_id: 'a' }
  assert.equal(told('invoice.credited', credited), 'INV-2026-00412 was credited $100.00, $50.00 still due')
  const payment = { amount_cents: 100_00, customer_name: 'Kopi Kaki', method: 'paynow' }
  assert.equal(told('payment.recorded', payment), 'Mei Tan recorded a payment of $100.00 from Kopi Kaki PayNow')
})

test('tells what happened in the team', () => {
  const arjun = { name: 'Arjun Nair', email: 'arjun@example.com', role: 'accountant' }
  assert.equal(told('invitation.created', arjun), 'Mei Tan invited arjun@example.com as accountant')
  assert.equal(told('member.joined', arjun), 'Mei Tan joined as accountant')
  assert.equal(told('member.updated', arjun), 'Mei Tan changed the role of Arjun Nair to accountant')
  const assistant = { ...arjun, role: 'custom', role_name: 'Sales assistant' }
  assert.equal(told('member.updated', assistant), 'Mei Tan changed the role of Arjun Nair to “Sales assistant”')
  assert.equal(told('role.created', { name: 'Sales assistant' }), 'Mei Tan made the role Sales assistant')
  assert.equal(told('member.left', arjun), 'Mei Tan left the organisation')
  const offer = { from_name: 'Mei Tan', to_name: 'Arjun Nair' }
  assert.equal(told('ownership.offered', offer), 'Mei Tan offered the ownership to Arjun Nair')
  assert.equal(told('ownership.declined', { ...offer, from_name: 'Siti' }), 'Mei Tan declined the ownership from Siti')
})

test('still reads when the event is one it does not know', () => {
  assert.equal(told('quote.accepted', {}), 'Mei Tan accepted quote')
  assert.equal(eventTitle('organization.updated'), 'Organisation updated')
})

test('writes the two sides of a change as a person would', () => {
  assert.equal(fieldWord('gst_reg_no'), 'GST number')
  assert.equal(valueWord('amount_cents', 1250), '$12.50')
  assert.equal(valueWord('due_date', '2026-11-21'), '21 Nov 2026')
  assert.equal(valueWord('is_gst_registered', true), 'yes')
  assert.equal(valueWord('notes', null), 'empty')
})
