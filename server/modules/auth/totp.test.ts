import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { base32, findStep, newTotpSecret, totpCode, totpUri } from './totp.ts'

test('SEC-021 gives the codes of RFC 6238, appendix B', () => {
  const secret = Buffer.from('12345678901234567890')
  const vectors: [number, string][] = [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ]
  for (const [seconds, code] of vectors) assert.equal(totpCode(secret, Math.floor(seconds / 30)), code)
  assert.equal(base32(secret), 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
})

test('SEC-021 takes the code before and the one after, and no other', () => {
  const secret = Buffer.from('12345678901234567890')
  const at = (step: number) =>
    findStep(secret, totpCode(secret, step), Temporal.Instant.from('2026-11-22T04:00:00Z'), 0)
  const middle = Temporal.Instant.from('2026-11-22T04:00:00Z').epochMilliseconds / 30_000
  assert.deepEqual(
    [-2, -1, 0, 1, 2].map((off) => at(middle + off)),
    [undefined, middle - 1, middle, middle + 1, undefined],
  )
})

test('SEC-021 an independent implementation shows the same codes for our secrets and addresses', () => {
  for (let i = 0; i < 50; i++) {
    const secret = newTotpSecret()
    const theirs = new TOTP({ secret: Secret.fromBase32(base32(secret)) })
    assert.equal(totpCode(secret, 59_000_000 + i), theirs.generate({ timestamp: (59_000_000 + i) * 30_000 }))
  }
  const uri = totpUri(Buffer.from('12345678901234567890'), 'mei+kopi@example.com')
  assert.equal(
    uri,
    'otpauth://totp/NexusCore:mei%2Bkopi%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=NexusCore&algorithm=SHA1&digits=6&period=30',
  )
})
