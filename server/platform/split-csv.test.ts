import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvLine } from './csv.ts'
import { csvSplitter, RecordTooLong, separatorOf, splitCsv } from './split-csv.ts'

const letter = fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', '\r', ' ', '😀', '\t', '0')
const cell = fc.array(letter, { maxLength: 8 }).map((letters) => letters.join(''))
const records = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 12 })

test('what is written as CSV is read back, whatever stands in it', () => {
  fc.assert(
    fc.property(records, (given) => {
      // A cell without quotes may hold none; those that a formula could begin are written otherwise on purpose.
      const text = given.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\r\n')
      const wanted = given.map((cells) => cells.map((each) => each.trim())).filter((cells) => cells.some(Boolean))
      assert.deepEqual(
        [...splitCsv(text, ',')].map(({ cells }) => cells),
        wanted,
      )
    }),
  )
  assert.deepEqual([...splitCsv(csvLine(['a "b"', 'c,d', 'e\nf']), ',')][0]!.cells, ['a "b"', 'c,d', 'e\nf'])
})

test('a text that comes in pieces is read as if it came at once, wherever it is cut', () => {
  const wild = fc.array(letter, { maxLength: 60 }).map((letters) => letters.join(''))
  fc.assert(
    fc.property(wild, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (text, sizes) => {
      const splitter = csvSplitter(',')
      const read = []
      for (let at = 0, i = 0; at < text.length; i++) {
        const size = sizes[i % sizes.length]!
        read.push(...splitter.push(text.slice(at, at + size)))
        at += size
      }
      assert.deepEqual([...read, ...splitter.end()], [...splitCsv(text, ',')])
    }),
    { numRuns: 500 },
  )
})

test('a record without an end is refused before it fills the memory', () => {
  const splitter = csvSplitter(',', { longest_record: 100 })
  assert.throws(
    () => [...splitter.push(`a,b\n${'x'.repeat(200)}`)],
    (error) => error instanceof RecordTooLong && /line 2/.test(error.message),
  )
})

test('the separator is the one that the lines agree on', () => {
  assert.equal(separatorOf('a;b;c\n1;2,5;3', 1), ';')
  assert.equal(separatorOf('name\temail\nTan\tt@x.sg', 1), '\t')
  assert.equal(separatorOf('name,email\nTan,t@x.sg', 1), ',')
})
