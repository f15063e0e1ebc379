import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'

const { request, signUp } = await startApp()

test('explains a problem at the address that its `type` names', async () => {
  const acme = await signUp()
  const refused = await acme.get('/customers?limit=many')
  assert.equal(refused.body.type, '/problems/request.invalid_query')
  const page = await request('GET', refused.body.type)

  assert.equal(page.status, 200)
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  assert.equal(page.headers['cache-control'], 'no-cache')
  assert.match(page.headers['content-security-policy']!, /^default-src 'none'; style-src 'sha256-/)
  assert.match(page.text, /<h1><code>request\.invalid_query<\/code><\/h1>/)
  assert.match(page.text, /400 Bad Request/)
  assert.match(page.text, /What to do/)
})

test('lists every problem by module, each linked to its page', async () => {
  const { status, text } = await request('GET', '/problems')
  const links = [...text.matchAll(/href="(\/problems\/[a-z_.]+)"/g)].map(([, path]) => path!)

  assert.equal(status, 200)
  assert.ok(links.length > 30)
  for (const path of links) assert.equal((await request('GET', path)).status, 200, path)
})

test('answers an unknown code with a page that leads to the list, and with nothing unescaped', async () => {
  const { status, text } = await request('GET', `/problems/${encodeURIComponent('<b>x')}`)

  assert.equal(status, 404)
  assert.match(text, /href="\/problems"/)
  assert.match(text, /&lt;b&gt;x/)
  assert.doesNotMatch(text, /<b>x/)
})
