import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'

const app = await startApp()
const { request, signUp, travelTo } = app

async function sentBy(owner: Person) {
  const lead_id = (await owner.post('/leads', { name: 'Tan Wei Ming' })).body.id
  const lines = [{ description: 'Espresso machine', quantity: '1', unit_price_cents: 450_000 }]
  const { id } = (await owner.post('/quotations', { lead_id, lines })).body
  const sent = await owner.post(`/quotations/${id}/send`, { to: null }, { key: randomUUID() })
  const path = new URL(sent.body.public_url).pathname
  const token = path.split('/').at(-1)
  const see = () => request('POST', `/public/quotations/${token}/seen`)
  const seenNow = async () => {
    const { seen_at, last_seen_at } = (await owner.get(`/quotations/${id}`)).body
    return [seen_at, last_seen_at]
  }
  const told = async () => (await owner.events()).filter(({ name }) => name === 'quotation.seen')
  return { id, path, token, see, seenNow, told }
}

test('the first look at the page of a quotation is told once, the last one is kept, and opening the link is no look', async () => {
  const owner = await signUp()
  const { path, token, see, seenNow, told } = await sentBy(owner)
  for (const method of ['GET', 'HEAD'] as const) await app.app.inject({ method, url: path })
  await request('GET', `/public/quotations/${token}`)
  await request('GET', `/public/quotations/${token}/pdf`)
  assert.deepEqual(await seenNow(), [null, null])
  const first = await Promise.all([see(), see(), see()])
  assert.deepEqual(
    first.map(({ status }) => status),
    [204, 204, 204],
  )
  const [at] = await seenNow()
  assert.ok(at)
  travelTo('2026-11-23T09:30:00Z')
  await see()
  assert.deepEqual(await seenNow(), [at, '2026-11-23T09:30:00Z'])
  assert.equal((await told()).length, 1)
})

test('a look of the team itself does not count', async () => {
  const owner = await signUp()
  const { token, see, seenNow } = await sentBy(owner)
  const seeAs = ({ headers }: Person) => request('POST', `/public/quotations/${token}/seen`, undefined, { headers })
  assert.equal((await seeAs(owner)).status, 204)
  assert.deepEqual(await seenNow(), [null, null])
  assert.equal((await seeAs(await signUp())).status, 204)
  assert.ok((await seenNow())[0])
  travelTo('2026-11-23T09:35:00Z')
  await seeAs(owner)
  assert.notEqual((await seenNow())[1], '2026-11-23T09:35:00Z')
  await see()
  assert.equal((await seenNow())[1], '2026-11-23T09:35:00Z')
})

test('who answers on the page has seen it, also without script; a forged link sees nothing', async () => {
  const owner = await signUp()
  const { token, seenNow, told } = await sentBy(owner)
  await request('POST', `/public/quotations/${token}/decline`, {})
  assert.ok((await seenNow())[0])
  assert.equal((await told()).length, 1)
  assert.equal((await request('POST', `/public/quotations/${token!.slice(0, -1)}~/seen`)).status, 404)
})

test('the page may run the one script that tells it is looked at, and no other', async () => {
  const { path } = await sentBy(await signUp())
  const { headers, body } = await app.app.inject({ url: path })
  assert.match(String(headers['content-security-policy']), /script-src 'sha256-[\w+/]+=*'; connect-src 'self'/)
  assert.equal(body.match(/<script/g)?.length, 1)
})
