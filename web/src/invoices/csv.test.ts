import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvRecord } from './csv.ts'

test('writes text, amounts and gaps as one record', () => {
  assert.equal(csvRecord(['INV-1', 'Tan, Lim & Co', { cents: 123405 }, null]), 'INV-1,"Tan, Lim & Co",1234.05,\r\n')
})

test('disarms text that would run as a formula, but keeps negative amounts numbers', () => {
  assert.equal(csvRecord(['=1+1', '+65', '-x', '@a', ' =b']), "'=1+1,'+65,'-x,'@a,' =b\r\n")
  assert.equal(csvRecord([{ cents: -5 }]), '-0.05\r\n')
})
