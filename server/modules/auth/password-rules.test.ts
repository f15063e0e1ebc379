import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dictionary } from '@zxcvbn-ts/language-common'
import fc from 'fast-check'
import { checkPassword, minimumLength, normalizePassword } from './password-rules.ts'

const about = { minimum: minimumLength(false), names: ['mei.tan', 'Kopi Kaki Pte. Ltd.', '201912345K', 'Mei Tan'] }
const codeOf = (password: string, who = about) => checkPassword(password, who)?.code

test('SEC-001 wants 15 code points, 8 beside a second factor, and takes 128 of any kind', () => {
  assert.equal(codeOf('fourteen chars'), 'too_short')
  assert.equal(codeOf('fifteen letters'), undefined)
  assert.equal(codeOf('🐟🌳🚲🥁🎈🧵🪁🍜🛶🎻🧊🌋🪴🧭'), 'too_short')
  assert.equal(codeOf('🐟🌳🚲🥁🎈🧵🪁🍜🛶🎻🧊🌋🪴🧭🎏'), undefined)
  assert.equal(codeOf('咖啡店在街角 雨天里读一本旧书'), undefined)
  const sentence =
    'rain on the market roof, and nobody minds; '.repeat(2) + 'the fishmonger sings louder than yesterday now'
  const long = [...sentence].slice(0, 128).join('')
  assert.equal(codeOf(long), undefined)
  assert.equal(codeOf(`${long}x`), 'too_long')
  const besideFactor = { ...about, minimum: minimumLength(true) }
  assert.equal(codeOf('rain89!', besideFactor), 'too_short')
  assert.equal(codeOf('rain89!k', besideFactor), undefined)
})

test('SEC-002 asks for no kind of character: letters alone, digits alone and spaces will do', () => {
  for (const plain of [
    'wetmarketatdawn',
    'WETMARKETATDAWN',
    '829403756158274',
    'wet market at dawn',
    '!&)(#*@%^$+=?<>',
  ])
    assert.equal(codeOf(plain), undefined, plain)
})

test('SEC-003 refuses what is tried first, with the reason', () => {
  assert.ok(dictionary['passwords-common'].length >= 10_000)
  for (const [password, code] of [
    ['password1234567', 'too_common'],
    ['P@ssw0rd1234567', 'too_common'],
    ['passwordpassword', 'too_common'],
    ['!!!iloveyou!!!!!', 'too_common'],
    ['aaaaaaaaaaaaaaaaaaaa', 'too_simple'],
    ['abcabcabcabcabcabc', 'too_simple'],
    ['abcdefghijklmnop', 'too_simple'],
    ['987654321098765', 'too_simple'],
    ['qwertyuiopasdfgh', 'too_simple'],
    ['nexuscore2026!!', 'too_personal'],
    ['kopikaki-kopikaki!', 'too_personal'],
    ['MeiTan MeiTan 88', 'too_personal'],
    ['201912345k 201912345K', 'too_personal'],
    ['my number S1234567D ok', 'not_allowed'],
    ['xxG7654321Qxx and more', 'not_allowed'],
  ] as const)
    assert.equal(codeOf(password), code, password)
  assert.match(checkPassword('nexuscore2026!!', about)!.detail, /“nexuscore”/)
  assert.match(checkPassword('abababababababab', about)!.detail, /more than a few different characters/)
  assert.equal(codeOf('nexuscore smells of rain at noon'), undefined)
})

test('SEC-004 normalises once: the same text typed in two ways is one password', () => {
  const composed = 'caf\u00e9 au lait by the canal'
  assert.equal(normalizePassword('cafe\u0301 au lait by the canal'), composed)
  assert.equal(normalizePassword(composed), composed)
})

test('says something about any text, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const mistake = checkPassword(text, about)
      assert.ok(mistake === undefined || mistake.detail.length > 10)
    }),
  )
})
