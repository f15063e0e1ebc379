import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { buildApp } from '#app/build-app.ts'
import { letter, type Mail } from '#platform/mail.ts'
import { startApp } from '#test/support.ts'
import { newId } from '#platform/ids.ts'

const { admin, parts, request, settle } = await startApp()

let kept = 0

async function keep(mail: Mail): Promise<string> {
  const id = newId()
  const created_at = Temporal.Instant.from('2026-11-22T01:30:00Z').add({ seconds: ++kept }).toString()
  const values = [id, mail.to.toLowerCase(), mail.subject, mail.text, mail.html, created_at]
  await admin.query('insert into app.mailbox_messages values ($1, $2, $3, $4, $5, $6)', values)
  return id
}

const mailTo = (to: string, subject = 'Confirm your e-mail address') =>
  letter({
    to,
    subject,
    paragraphs: [`Hello <b>${to}</b>,`, 'the link works once.'],
    button: { label: 'Confirm', url: 'http://localhost:8000/verify/nxv_1?a=1&b=2' },
  })

test('says how to get a first mail while there is none', async () => {
  const { status, text } = await request('GET', '/dev/mail')

  assert.equal(status, 200)
  assert.match(text, /No mail yet/)
  assert.match(text, /href="\/sign-up"/)
})

test('lists mail newest first, and by recipient whatever the case', async () => {
  const older = await keep(mailTo('Mei@Example.com', 'First'))
  const newer = await keep(mailTo('mei@example.com', 'Second'))
  await keep(mailTo('rajan@example.com', 'Third'))
  const { body, headers } = await request('GET', '/dev/mail/messages?to=MEI@example.com')

  assert.match(headers['content-type']!, /^application\/json/)
  assert.deepEqual(
    body.data.map(({ id, to, subject }: Mail & { id: string }) => ({ id, to, subject })),
    [
      { id: newer, to: 'mei@example.com', subject: 'Second' },
      { id: older, to: 'mei@example.com', subject: 'First' },
    ],
  )
  assert.deepEqual(Object.keys(body.data[0]), ['id', 'to', 'subject', 'text', 'html', 'created_at', 'attachments'])
  const { text } = await request('GET', '/dev/mail?to=mei@example.com')
  assert.ok(text.indexOf('Second') < text.indexOf('First'))
  assert.doesNotMatch(text, /Third/)
})

test('shows the mail that signing up sends, with the link that confirms the address', async () => {
  const email = 'Siew.Ling@example.com'
  await request('POST', '/auth/register', { email, password: 'four cups of kopi before noon', name: 'Siew Ling' })
  await settle()
  const { body } = await request('GET', `/dev/mail/messages?to=${email}`)
  const { text } = await request('GET', `/dev/mail/${body.data[0].id}`)
  const [, token] = /<a href="http:\/\/localhost:8000\/verify\/([\w-]+)">/.exec(text)!

  assert.equal(body.data.length, 1)
  assert.deepEqual((await request('POST', '/auth/verify', { token })).body, { status: 'verified' })
})

test('answers with at most the newest 100', async () => {
  for (let i = 0; i < 101; i++) await keep(mailTo('many@example.com', `Mail ${i}`))
  const { body } = await request('GET', '/dev/mail/messages?to=many@example.com')

  assert.equal(body.data.length, 100)
  assert.equal(body.data[0].subject, 'Mail 100')
})

test('shows a mail with its link to click, and its HTML in a frame that can run nothing', async () => {
  const mail = mailTo('siti@example.com')
  const id = await keep(mail)
  const { status, text, headers } = await request('GET', `/dev/mail/${id}`)

  assert.equal(status, 200)
  assert.match(text, /<a href="http:\/\/localhost:8000\/verify\/nxv_1\?a=1&amp;b=2">/)
  assert.match(text, /<iframe[^>]+sandbox="allow-top-navigation-by-user-activation"/)
  assert.match(text, /srcdoc="&lt;!doctype html&gt;/)
  assert.match(text, /&lt;a target=&quot;_top&quot; href=/)
  assert.doesNotMatch(text, /<b>siti/)
  const [, style] = /style="([^"]+)"/.exec(mail.html)!
  const hash = createHash('sha256').update(style!).digest('base64')
  assert.ok(headers['content-security-policy']!.includes(`'unsafe-hashes'`))
  assert.ok(headers['content-security-policy']!.includes(`'sha256-${hash}'`))
})

test('answers an unknown mail with a page that leads back', async () => {
  for (const id of [newId(), 'nothing']) {
    const { status, text } = await request('GET', `/dev/mail/${id}`)
    assert.equal(status, 404)
    assert.match(text, /href="\/dev\/mail"/)
  }
})

test('is not there in production, and not where mail is sent', async () => {
  const elsewhere = [{ environment: 'production' as const }, { smtp_url: 'smtp://localhost:2525' }]
  for (const changes of elsewhere) {
    const app = await buildApp({ ...parts, config: { ...parts.config, ...changes } })
    for (const url of ['/dev/mail', '/dev/mail/messages', `/dev/mail/${newId()}`]) {
      const { statusCode, headers } = await app.inject({ url })
      assert.equal(statusCode, 404, url)
      assert.match(String(headers['content-type']), /^application\/problem\+json/)
    }
    await app.close()
  }
})
