import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from './log.ts'
import { redact } from './redact.ts'

test('takes secrets out by the name of the key, at every depth', () => {
  const secret = {
    password: 'x',
    authorization: 'Bearer y',
    nested: [{ refresh_token: 'z', current_password: 'w' }],
    name: 'Mei',
  }
  assert.deepEqual(redact(secret), {
    password: '[secret]',
    authorization: '[secret]',
    nested: [{ refresh_token: '[secret]', current_password: '[secret]' }],
    name: 'Mei',
  })
})

test('takes secrets out by their look, wherever they stand', () => {
  for (const [text, clean] of [
    ['token nxs_abcdefghijklmnopqrstuvwxyz sent', 'token [token] sent'],
    ['Bearer eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2ln', 'Bearer [jwt]'],
    ['NRIC S1234567D given', 'NRIC *****567D given'],
    ['postgres://app_user:hunter2@db:5432/x', 'postgres://app_user:[secret]@db:5432/x'],
    ['/api/v1/auth/verify/nxv_abcdefghijklmnopqrstuvwxyz', '/api/v1/auth/verify/[token]'],
  ])
    assert.equal(redact(text), clean)
})

test('what reaches the log line is clean, errors and their causes included', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line: string) => void lines.push(line) })
  const error = new Error('S1234567D failed', { cause: new Error('at postgres://a:b@c/d') })
  log.error({ error, request: { headers: { cookie: 'session=nxs_abcdefghijklmnopqrstuvwxyz' } } }, 'request failed')
  assert.doesNotMatch(lines[0]!, /S1234567D|nxs_|:b@/)
  assert.equal(JSON.parse(lines[0]!).error.type, 'Error')
})
