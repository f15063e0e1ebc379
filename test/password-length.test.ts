import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minimumLength } from '#modules/auth/password-rules.ts'
import { countCharacters, longEnough, shortest } from '#web/auth/password-length.ts'

test('a page asks for as many characters of a password as the server does', () => {
  assert.deepEqual(shortest, { alone: minimumLength(false), beside_second_factor: minimumLength(true) })
})

test('characters of a password are counted as people see them', () => {
  assert.equal(countCharacters('kopi ☕🥐'), 7)
  assert.equal(longEnough(8).validate('kopi pls'), true)
  assert.match(String(longEnough(8).validate('kopi')), /8 or more characters/)
})
