import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Age, ageOf, ages, invoicesOfAge } from './ages.ts'
import { addDays } from './days.ts'

test('opens for every age exactly the invoices counted under it: no day is in two lists or in none', () => {
  const on = '2026-11-22'
  const names: Age[] = ['not_due', '1_30', '31_60', '61_90', 'over_90']
  assert.deepEqual(Object.keys(ages).toSorted(), names.toSorted())
  for (let late = -40; late <= 400; late += 1) {
    const due = addDays(on, -late)
    const listed = names.filter((age) => {
      const { due_from = due, due_to = due } = invoicesOfAge(age, on)
      return due_from <= due && due <= due_to
    })
    assert.deepEqual(listed, [ageOf(late)], `${late} days late`)
  }
})
