import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { fontCoverage, printableIn } from './font-coverage.ts'
import { createTypst, Overloaded, type TypstSetup } from './typst.ts'

const font = (file: string) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/${file}`))
const inter = font('inter/400Regular/Inter_400Regular.ttf')
const tamil = font('noto-sans-tamil/400Regular/NotoSansTamil_400Regular.ttf')
const chinese = font('noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
const font_paths = [inter, chinese, tamil]

const templates_dir = mkdtempSync(join(tmpdir(), 'typst-test-'))
const families = 'font: ("Inter", "Noto Sans SC", "Noto Sans Tamil"), fallback: false'
writeFileSync(join(templates_dir, 'page.typ'), `#set text(${families})\n= Page\n#sys.inputs.text`)
const loop = (times: number) => `#for a in range(${times}) { for b in range(900) { let c = a * b } }
Done`
writeFileSync(join(templates_dir, 'slow.typ'), loop(900))
writeFileSync(join(templates_dir, 'endless.typ'), loop(80_000))

const options = { creation_timestamp: 1_795_305_600, pdf_standard: 'a-3a' }
const opened: { close(): Promise<void> }[] = []
const open = (setup: Partial<TypstSetup> = {}) => {
  const typst = createTypst({ templates_dir, font_paths, ...setup })
  opened.push(typst)
  return typst
}
after(() => Promise.all(opened.map((typst) => typst.close())))

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

test('renders a PDF, the same bytes for the same inputs', async () => {
  const typst = open()
  const first = await typst.render('page.typ', { text: 'Good morning' }, options)
  const second = await typst.render('page.typ', { text: 'Good morning' }, options)

  assert.match(text(first), /^%PDF-1\.7/)
  assert.deepEqual(first, second)
  assert.notDeepEqual(first, await typst.render('page.typ', { text: 'Good night' }, options))
})

test('leaves the event loop free while a document is made', async () => {
  const typst = open()
  let turns = 0
  const clock = setInterval(() => turns++, 5)
  await typst.render('slow.typ', { text: '' }, options)
  clearInterval(clock)

  assert.ok(turns > 5, `only ${turns} turns`)
})

test('says what is wrong with a template and goes on working', async () => {
  const typst = open()
  await assert.rejects(typst.render('missing.typ', {}, options), /not found.*missing\.typ/)
  await assert.rejects(typst.render('page.typ', {}, options), /key "text"/)
  await assert.rejects(typst.render('../page.typ', {}, options), /not in workspace/)

  assert.ok(await typst.render('page.typ', { text: 'Still here' }, options))
})

test('refuses more than may wait, by name', async () => {
  const typst = open({ max_waiting: 2 })
  const taken = [1, 2, 3].map((n) => typst.render('page.typ', { text: String(n) }, options))

  await assert.rejects(typst.render('page.typ', { text: '4' }, options), { name: 'Overloaded' })
  await assert.rejects(typst.render('page.typ', { text: '5' }, options), Overloaded)
  assert.equal((await Promise.all(taken)).length, 3)
  assert.ok(await typst.render('page.typ', { text: '6' }, options))
})

test('loses only the document on which the worker crashed, then starts a new worker', async () => {
  const late_font = join(templates_dir, 'late.ttf')
  const typst = open({ font_paths: [...font_paths, late_font] })
  await assert.rejects(typst.render('page.typ', { text: 'Too early' }, options), /worker failed/)

  writeFileSync(late_font, readFileSync(inter))
  assert.ok(await typst.render('page.typ', { text: 'Now' }, options))
})

test('gives up a document that takes too long and serves the one behind it', async () => {
  // Long enough for a new worker to read its fonts on a busy machine.
  const typst = open({ timeout_ms: 6_000 })
  const slow = assert.rejects(typst.render('endless.typ', {}, options), /longer than 6000 ms/)
  const behind = typst.render('page.typ', { text: 'Next please' }, options)

  await slow
  assert.ok(await behind)
})

test('refuses after it was closed, and tells those who wait', async () => {
  const typst = open()
  const waiting = [1, 2].map((n) => assert.rejects(typst.render('page.typ', { text: String(n) }, options), /closed/))
  await typst.close()

  await Promise.all(waiting)
  await assert.rejects(typst.render('page.typ', { text: '3' }, options), /closed/)
})

const covers = new Map(font_paths.map((path) => [path, fontCoverage(readFileSync(path))]))
test('reads from each font which letters it has', () => {
  const has = (path: string, letters: string) => Array.from(letters, (c) => covers.get(path)!(c.codePointAt(0)!))

  assert.deepEqual(has(inter, 'Aé□陈த😀\u{10ffff}'), [true, true, true, false, false, false, false])
  assert.deepEqual(has(chinese, 'A陈த𠂇'), [true, true, false, true])
  assert.deepEqual(has(tamil, 'தி陈\uffff'), [true, true, false, false])
})

const printable = printableIn(font_paths.map((path) => readFileSync(path)))
const printed = [
  ['plain text\nstays', 'plain text\nstays'],
  ['陈伟 முருகன் Café', '陈伟 முருகன் Café'],
  ['cake 🎂 family 👨‍👩‍👧 flag 🇸🇬 한', 'cake  family  flag  □'],
  ['1️⃣ x\u0331', '1 x'],
  ['bell\u0007 bom\ufeff flip\u202e soft\u00ad', 'bell bom flip soft'],
] as const
for (const [input, output] of printed)
  test(`prints ${JSON.stringify(input)} as ${JSON.stringify(output)}`, () => {
    assert.equal(printable(input), output)
  })

test('makes a PDF/A of any text at all', async () => {
  const typst = open()
  const script = fc.constantFrom(...Array.from('aé̱1陈தமிழ்ு𠂇😀👨\u200d\ufe0f한ไิ\u{e000}'))
  const anything = fc.string({ unit: fc.oneof(script, fc.string({ unit: 'binary' })), minLength: 1, maxLength: 80 })
  await fc.assert(
    fc.asyncProperty(anything, async (text) => {
      assert.ok(await typst.render('page.typ', { text }, options))
    }),
    { numRuns: 150 },
  )
})
