import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readQuantity } from './read-quantity.ts'

test('reads quantities as decimal text, never as numbers', () => {
  const cases = [
    ['1,000', '1000'],
    ['2.50', '2.50'],
    ['.5', '0.5'],
    ['007', '7'],
    ['3.', '3'],
    ['1.1234567', undefined],
    ['2 h', undefined],
    ['', undefined],
  ] as const
  for (const [text, quantity] of cases) assert.equal(readQuantity(text), quantity, text)
})
