import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inboundEnv } from '#test/inbound-mail.ts'
import { startApp } from '#test/support.ts'
import { letter, mailFixture } from './lead-mail-fixture.ts'
import { largestMail } from './schemas.ts'

const app = await startApp({ env: inboundEnv })
const { addressOf, hand, receive, timeline } = mailFixture(app)
const owner = await app.signUp()
const address = await addressOf(owner)
const lead = (await owner.post('/leads', { name: 'Lim Hui Min', email: 'huimin@orchid.example' })).body
const multipart = (boundary: string) => `Content-Type: multipart/mixed; boundary=${boundary}`

test('reads a hundred parts within parts, and holds what has three hundred as unreadable', async () => {
  const nested = (depth: number) =>
    Array.from({ length: depth }, (_, i) => (i === 0 ? '' : `${multipart(`b${i}`)}\r\n\r\n`) + `--b${i}`).join('\r\n') +
    '\r\nContent-Type: text/plain\r\n\r\nDeep down'
  const read = await receive(owner, address, letter({ more: [multipart('b0')], text: nested(100) }))
  assert.deepEqual([read.status, read.body], ['filed', 'Deep down'])
  const held = await receive(owner, address, letter({ more: [multipart('b0')], text: nested(300) }))
  assert.deepEqual([held.status, held.held_reason, held.direction], ['held', 'unreadable', null])
})

test('takes ten megabytes and no more, and goes on answering while it reads them', async () => {
  const head = letter({ text: '' })
  const whole = Buffer.alloc(largestMail, 'A'.repeat(75) + '\n')
  whole.write(head)
  const more = ['Content-Type: application/zip; name=big.zip', 'Content-Transfer-Encoding: base64']
  whole.write(letter({ more, text: '\r\n' }))
  assert.equal((await hand(address, Buffer.concat([whole, Buffer.from('A')]))).status, 413)
  const mail = await receive(owner, address, whole)
  assert.deepEqual([mail.status, mail.attachments], ['filed', ['big.zip']])
})

test('holds ten megabytes of empty lines, which would cost a parser gigabytes', async () => {
  const held = await receive(owner, address, letter({ text: '\n'.repeat(9_000_000) }))
  assert.equal(held.held_reason, 'unreadable')
})

test('holds a mail whose headers are megabytes', async () => {
  const held = await receive(owner, address, letter({ more: ['X-Long: a'.repeat(90_000)] }))
  assert.equal(held.held_reason, 'unreadable')
})

test('reads encodings that are broken, unknown or mixed, and NUL, and stores what can be stored', async () => {
  const bytes = Buffer.concat([
    Buffer.from(
      letter({
        subject: '=?utf-8?B?4pyT?= =?x-none?Q?=ff?= =?utf-8?B?!!!?=',
        more: ['Content-Type: text/plain; charset=klingon'],
      }),
    ),
    Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xed, 0xa0, 0x80, 0x0a]),
    Buffer.from('\u202Etxt.exe \u0007'),
  ])
  const mail = await receive(owner, address, bytes)
  assert.equal(mail.status, 'filed')
  assert.match(mail.subject, /^✓/)
  // oxlint-disable-next-line no-control-regex -- these must not be there
  assert.doesNotMatch(mail.body, /[\u0000\u0007\u202e]/)
  const japanese = await receive(
    owner,
    address,
    letter({
      more: ['Content-Type: text/plain; charset=iso-2022-jp', 'Content-Transfer-Encoding: 7bit'],
      text: '\x1b$B$3$s\x1b(B',
    }),
  )
  assert.equal(japanese.body, 'こん')
  for (const raw of ['\0', '\n', '--', ':', 'From:', '{"a":1}', '\r\n\r\n', 'x'.repeat(100_000)])
    assert.match((await receive(owner, address, raw)).status, /held/)
})

test('a line break in a subject or a name starts no header and no second line', async () => {
  const subject = '=?utf-8?Q?Hello=0D=0ABcc:_all@evil.example?='
  const from = '=?utf-8?Q?Lim=0D=0AX-Evil=3A_1?= <huimin@orchid.example>'
  const mail = await receive(owner, address, letter({ subject, from }))
  assert.deepEqual([mail.subject, mail.sender.name], ['Hello Bcc: all@evil.example', 'Lim X-Evil: 1'])
  assert.deepEqual(mail.recipients, [])
})

test('a script in HTML is text or nothing', async () => {
  const text = [
    '<p onclick="x()">Hi</p><scr<script>ipt>alert(1)</scr</script>ipt>',
    '<img src=x onerror=alert(2)><a href="javascript:alert(3)">Click</a>',
    '<style>@import url(evil)</style><style><p>Lost</p>',
  ].join('')
  const mail = await receive(owner, address, letter({ more: ['Content-Type: text/html'], text }))
  assert.equal(mail.status, 'filed')
  assert.match(mail.body, /^Hi/)
  assert.doesNotMatch(mail.body, /<img|onclick|onerror|@import/)
})

test('a thousand recipients are counted up to two hundred, and a text of a million letters is cut', async () => {
  const to = Array.from({ length: 1_000 }, (_, i) => `a${i}@b.example`).join(',\r\n ')
  const mail = await receive(owner, address, letter({ to, text: 'long '.repeat(200_000) }))
  assert.deepEqual([mail.status, mail.recipients.length, mail.body.length], ['filed', 200, 20_000])
  const [{ body }] = await timeline(owner, lead.id)
  assert.ok(body.length <= 10_000)
  assert.match(body, /The rest was left out\./)
})
