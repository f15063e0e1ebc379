import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvLine } from './csv.ts'

test('SEC-095 no text becomes a formula in a spreadsheet', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '\n'])
    assert.match(csvLine([`${start}cmd|' /C calc'!A0`]), new RegExp(`^"?'\\${start}`), JSON.stringify(start))
  assert.equal(csvLine(['=HYPERLINK("http://x","y")']), `"'=HYPERLINK(""http://x"",""y"")"\r\n`)
  assert.equal(csvLine(['a=b', '-', -5, true, null]), "a=b,'-,-5,true,\r\n")
  assert.equal(csvLine(['-5.00', '-5+1', '-5.00 now', '--5']), "-5.00,'-5+1,'-5.00 now,'--5\r\n")
})

test('SEC-095 quotes, commas and line breaks stay inside their cell', () => {
  assert.equal(csvLine(['Tan, Mei', 'said "hi"', 'two\nlines', '']), '"Tan, Mei","said ""hi""","two\nlines",\r\n')
  assert.equal(csvLine([{ a: [1, 'x'] }]), '"{""a"":[1,""x""]}"\r\n')
})
