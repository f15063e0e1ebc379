import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'

const { request } = await startApp()

test('tells people on a page that an address is wrong, and programs in a problem document', async () => {
  const ask = async (path: string, accept: string) => {
    const { status, headers } = await request('GET', path, undefined, { headers: { accept } })
    return [status, headers['content-type']]
  }
  assert.deepEqual(await ask('/docs/nowhere', 'text/html,*/*'), [404, 'text/html; charset=utf-8'])
  assert.deepEqual(await ask('/docs/nowhere', '*/*'), [404, 'application/problem+json; charset=utf-8'])
  assert.deepEqual(await ask('/api/v1/nowhere', 'text/html,*/*'), [404, 'application/problem+json; charset=utf-8'])
})
