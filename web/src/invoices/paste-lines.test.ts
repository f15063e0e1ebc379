import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPastedLines } from './paste-lines.ts'

const line = { description: '', quantity: '1', unit: '', unit_price_cents: null, discount_cents: null }

test('leaves ordinary text to the field it was pasted into', () => {
  assert.equal(readPastedLines('Hosting for November\nand December'), undefined)
})

test('turns spreadsheet rows into lines, whichever of the usual columns they have', () => {
  assert.deepEqual(readPastedLines('Hosting\t120.00\n'), [{ ...line, description: 'Hosting', unit_price_cents: 12000 }])
  assert.deepEqual(readPastedLines('Support\t3\t$80\r\nTraining\t1.5\tday\t1,200.00\t100\r\n'), [
    { ...line, description: 'Support', quantity: '3', unit_price_cents: 8000 },
    { ...line, description: 'Training', quantity: '1.5', unit: 'day', unit_price_cents: 120000, discount_cents: 10000 },
  ])
})

test('skips a heading row and ignores an amount column', () => {
  assert.deepEqual(readPastedLines('Item\tQty\tPrice\tAmount\nSeat\t10\t25\t250\n'), [
    { ...line, description: 'Seat', quantity: '10', unit_price_cents: 2500 },
  ])
})

test('understands quoted cells with tabs, breaks and quotes inside', () => {
  assert.deepEqual(readPastedLines('"Cable, 15"" long\nblack"\t2\t9.90'), [
    { ...line, description: 'Cable, 15" long black', quantity: '2', unit_price_cents: 990 },
  ])
})
