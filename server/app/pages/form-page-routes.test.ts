import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'

const app = await startApp()
const contact = {
  name: 'Contact form',
  fields: [
    { field: 'name', label: 'Your name', hint: null, is_required: true },
    { field: 'email', label: 'E-mail', hint: null, is_required: true },
  ],
  consents: [{ channel: 'email', text: 'You may mail me.' }],
  allowed_origins: ['https://www.kopi.example'],
}
type Form = { id: string; form_key: string }
const formOf = async (owner: Person, changes: object = {}): Promise<Form> =>
  (await owner.post('/lead-forms', { ...contact, ...changes })).body
const headers = { 'content-type': 'application/x-www-form-urlencoded' }
const type = ({ form_key }: Form, typed: Record<string, string>, query = '') =>
  app.request('POST', `/f/${form_key}${query}`, new URLSearchParams(typed).toString(), { headers })
const sentOf = async (owner: Person) => (await owner.get('/lead-submissions')).body.data

test('a form on its own page takes what is typed without script, and leads on to the thanks', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  const page = await app.request('GET', `/f/${form.form_key}`)
  assert.equal(page.status, 200)
  const token = /name="token" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  assert.ok(token)

  const sent = await type(form, { name: 'Mdm Goh', email: 'goh@kopi.example', 'consent.email': 'yes', token })
  assert.equal(sent.status, 303)
  assert.equal(sent.headers.location, `/f/${form.form_key}?sent=yes`)
  assert.match((await app.request('GET', sent.headers.location)).text, /Thank you/)
  const [{ fields, consents, page_url }] = await sentOf(owner)
  assert.deepEqual(fields, { name: 'Mdm Goh', email: 'goh@kopi.example' })
  assert.equal(consents[0].is_given, true)
  assert.ok(page_url.endsWith(`/f/${form.form_key}`))

  const elsewhere = await formOf(owner, { redirect_url: 'https://www.kopi.example/thanks' })
  const away = await type(elsewhere, { name: 'Mdm Goh', email: 'goh@kopi.example' })
  assert.equal(away.headers.location, 'https://www.kopi.example/thanks')
})

test('what is wrong is said on the page of the form, with everything that was typed still there', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  const { status, text } = await type(form, { name: 'Mdm "Goh"', email: 'goh', 'consent.email': 'yes' }, '?embed=1')
  assert.equal(status, 422)
  assert.match(text, /value="Mdm &(quot|#34);Goh&(quot|#34);"/)
  assert.match(text, /data-error-for="email">This is no e-mail address\./)
  assert.match(text, /name="consent\.email" value="yes" checked/)
  assert.match(text, /action="\/f\/[\w-]+\?embed=1"/)
  assert.deepEqual(await sentOf(owner), [])
  // A form of the site's own sends people here when it was refused.
  const refused = await app.request('GET', `/f/${form.form_key}?problem=lead_forms.origin_not_allowed`)
  assert.match(refused.text, /Nothing was sent\. The form may not stand on that site/)
})

test('a closed form says so on a page, and half an address leads to one that helps', async () => {
  const owner = await app.signUp()
  const form = await formOf(owner)
  assert.equal((await owner.post(`/lead-forms/${form.id}/close`)).status, 200)
  const closed = await app.request('GET', `/f/${form.form_key}`)
  assert.deepEqual([closed.status, /This form is closed/.test(closed.text)], [410, true])
  assert.equal((await type(form, { name: 'Mdm Goh', email: 'goh@kopi.example' })).status, 410)
  const none = await app.request('GET', `/f/${form.form_key.slice(0, 10)}`)
  assert.deepEqual([none.status, /There is no form/.test(none.text)], [404, true])
})

test('the page stands in frames of the sites of its form alone, and is in no search engine', async () => {
  const owner = await app.signUp()
  const { form_key } = await formOf(owner)
  const framed = await app.request('GET', `/f/${form_key}?embed=1`)
  assert.match(framed.headers['content-security-policy']!, /frame-ancestors https:\/\/www\.kopi\.example;/)
  const alone = await app.request('GET', `/f/${form_key}`)
  assert.match(alone.headers['content-security-policy']!, /frame-ancestors 'none';/)
  assert.equal(alone.headers['x-robots-tag'], 'noindex')
})
