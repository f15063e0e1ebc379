import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeKey, prefixOf, readKey } from './key-format.ts'

test('SEC-042 a key is prefix, id of eight, 32 random characters and a checksum, all in one word for scanners', () => {
  const { key_id, secret } = makeKey()
  assert.match(secret, /^nxc_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$/)
  assert.ok(secret.startsWith(`${prefixOf(key_id)}_`))
  assert.equal(readKey(secret), key_id)
})

test('SEC-042 a key in which any one character is wrong is known to be none before anybody looks for it', () => {
  const { secret } = makeKey()
  for (let at = 0; at < secret.length; at++) {
    const wrong = secret[at] === 'x' ? 'y' : 'x'
    assert.equal(readKey(secret.slice(0, at) + wrong + secret.slice(at + 1)), undefined, `character ${at}`)
  }
  for (const text of ['', 'nxc_live_', secret.slice(0, -1), `${secret}0`, ` ${secret}`, secret.replace('live', 'test')])
    assert.equal(readKey(text), undefined, text)
})

test('SEC-043 keys differ from each other in their id and in 190 random bits', () => {
  const keys = Array.from({ length: 2000 }, makeKey)
  assert.equal(new Set(keys.map(({ key_id }) => key_id)).size, keys.length)
  const randoms = keys.map(({ secret }) => secret.slice(18, 50))
  assert.equal(new Set(randoms).size, keys.length)
  assert.ok(32 * Math.log2(new Set(randoms.join('')).size) > 190, 'all 62 characters come up')
})
