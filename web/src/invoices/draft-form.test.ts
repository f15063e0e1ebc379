import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blankForm, blankLine, isReadable, toBody, toFieldName } from './draft-form.ts'

const hosting = { ...blankLine, description: 'Hosting ', quantity: '1,000', unit_price_cents: 4800 }

test('sends no blank rows and remembers which row each line came from', () => {
  const { body, rows } = toBody({ ...blankForm('c1'), lines: [blankLine, hosting, blankLine, hosting] })
  assert.deepEqual(rows, [1, 3])
  assert.deepEqual(body.lines[0], {
    description: 'Hosting',
    quantity: '1000',
    unit: null,
    unit_price_cents: 4800,
    discount_cents: 0,
    gst_code: null,
  })
})

test("finds the field that a problem's pointer names", () => {
  assert.equal(toFieldName('/lines/1/description', [1, 3]), 'lines.3.description')
  assert.equal(toFieldName('/customer_id', []), 'customer_id')
  assert.equal(toFieldName('/lines', []), 'lines')
})

test('is not readable while a number makes no sense, unless its row is blank', () => {
  const form = (line: object) => ({ ...blankForm(), lines: [{ ...hosting, ...line }] })
  assert.equal(isReadable(form({})), true)
  assert.equal(isReadable(form({ quantity: 'two' })), false)
  assert.equal(isReadable(form({ unit_price_cents: Number.NaN })), false)
  assert.equal(isReadable({ ...blankForm(), lines: [{ ...blankLine, quantity: '' }] }), true)
})
