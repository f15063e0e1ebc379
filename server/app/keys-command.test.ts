import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { rotateKeysCommand } from './keys-command.ts'

test('SEC-032 an operator replaces the signing key by a command, and is told to wait before the next time', async () => {
  const { parts, request, database_url } = await startApp()
  const kids = async (): Promise<string[]> =>
    (await request('GET', '/.well-known/jwks.json')).body.keys.map(({ kid }: { kid: string }) => kid)
  await kids()
  const now = parts.clock().add({ minutes: 3 })
  assert.match(await rotateKeysCommand({ ...parts.config, database_url }, now), /^The next key signs/)
  assert.match(await rotateKeysCommand({ ...parts.config, database_url }, now), /^The keys were rotated less/)
  const { rows } = await parts.pool.query<{ state: string }>('select state from signing_keys order by state')
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['current', 'next', 'retiring'],
  )
})
