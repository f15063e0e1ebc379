import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blankFields, toInput } from './new-subscription.ts'

const chosen = { ...blankFields, customer: { value: 'c', label: 'Kopi Kaki' }, price_id: 'p', start_date: '2026-01-01' }

test('leaves out what was left empty, so that the plan decides about the trial', () => {
  assert.deepEqual(toInput(chosen), { customer_id: 'c', price_id: 'p', quantity: 1, start_date: '2026-01-01' })
})

test('says null for no trial, and the day for one that was agreed', () => {
  assert.equal(toInput({ ...chosen, trial: 'none' }).trial_end_date, null)
  assert.equal(toInput({ ...chosen, trial: 'until', trial_end_date: '2026-02-01' }).trial_end_date, '2026-02-01')
})

test('sends a quantity only where the price has one, and add-ons that were chosen', () => {
  assert.equal(toInput({ ...chosen, quantity: '7' }).quantity, 1)
  const add_ons = [
    { price_id: 'a', quantity: '2' },
    { price_id: '', quantity: '1' },
  ]
  const input = toInput({ ...chosen, has_quantity: true, quantity: ' 7 ', add_ons })
  assert.deepEqual([input.quantity, input.add_ons], [7, [{ price_id: 'a', quantity: 2 }]])
})
