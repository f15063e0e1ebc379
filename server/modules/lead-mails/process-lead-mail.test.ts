// verbs: process-lead-mail log-mail update-lead-mail-settings
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inboundEnv } from '#test/inbound-mail.ts'
import { startApp } from '#test/support.ts'
import { letter, mailFixture } from './lead-mail-fixture.ts'

const app = await startApp({ env: inboundEnv })
const { addressOf, receive, timeline } = mailFixture(app)
const owner = await app.signUp()
const address = await addressOf(owner)
const makeLead = async (name: string, more: object = {}) =>
  (await owner.post('/leads', { name, email: `${name.toLowerCase()}@orchid.example`, ...more })).body
const byMember = `Mei Tan <${owner.email}>`

test('a copy of what a member wrote is in the timeline of every lead that it went to, and ends the clock of their reply', async () => {
  const [one, two] = [await makeLead('Aisyah'), await makeLead('Bala')]
  const mail = await receive(
    owner,
    address,
    letter({
      from: byMember,
      to: `Aisyah <AISYAH@orchid.example>, someone@else.example`,
      cc: `bala@orchid.example, ${address}`,
      subject: 'Your quote',
      text: 'Here it is.\r\n\r\nMei\r\n\r\nOn Sat, 21 Nov 2026, Aisyah wrote:\r\n> Could you quote?',
    }),
  )
  assert.deepEqual(
    [mail.status, mail.direction, mail.is_sender_verified, mail.lead_ids],
    ['filed', 'out', true, [one.id, two.id].sort()],
  )
  for (const { id } of [one, two]) {
    const [activity, ...rest] = await timeline(owner, id)
    assert.equal(rest.length, 0)
    assert.deepEqual(
      [activity.kind, activity.direction, activity.happened_at, activity.actor_name],
      ['mail', 'out', '2026-11-22T03:30:00Z', 'Mei Tan (by e-mail)'],
    )
    assert.match(activity.body, /^Your quote\n\nHere it is\.\n\nMei\n\n/)
    assert.doesNotMatch(activity.body, /Could you quote/)
    assert.equal((await owner.get(`/leads/${id}`)).body.first_replied_at, '2026-11-22T03:30:00Z')
  }
  const names = (await owner.events()).map(({ name }) => name)
  assert.deepEqual(names.slice(-3), ['lead_activity.logged', 'lead_activity.logged', 'lead_mail.filed'])
})

test('what a lead writes is in their timeline as incoming, and the clock of their reply goes on', async () => {
  const lead = await makeLead('Chitra')
  const mail = await receive(
    owner,
    address,
    letter({ from: 'Chitra <chitra@orchid.example>', to: 'sales@ours.example' }),
  )
  assert.deepEqual([mail.status, mail.direction], ['filed', 'in'])
  assert.equal((await timeline(owner, lead.id))[0].direction, 'in')
  assert.equal((await owner.get(`/leads/${lead.id}`)).body.first_replied_at, null)
})

test('a mail from or to people whom nobody knows waits with its reason, and makes nobody a lead', async () => {
  const { count } = (await owner.get('/leads/count')).body
  const cases = [
    [letter({ from: 'new@stranger.example' }), 'unknown_sender', 'in'],
    [letter({ from: byMember, to: 'new@stranger.example' }), 'unknown_recipients', 'out'],
    [letter({ from: byMember, to: address }), 'no_recipients', 'out'],
    [letter({ from: 'list@stranger.example', more: ['List-Id: <news.example>'] }), 'automatic', 'in'],
    [letter({ from: 'a@b.example', results: 'mx.nexuscore.example; dmarc=fail' }), 'failed_checks', 'in'],
    [letter({ from: 'a@b.example, c@d.example' }), 'unknown_sender', 'in'],
  ] as const
  for (const [message, reason, direction] of cases) {
    const mail = await receive(owner, address, message)
    assert.deepEqual([mail.status, mail.held_reason, mail.direction], ['held', reason, direction])
  }
  assert.equal((await owner.get('/leads/count')).body.count, count)
  assert.equal((await owner.get('/lead-mail-settings')).body.held_count, cases.length)
})

test('a mail that only says it is from a member is held, whatever the sender wrote into its headers', async () => {
  const lead = await makeLead('Devi')
  const to = 'devi@orchid.example'
  const forged = [
    null,
    'mx.nexuscore.example; dkim=none; spf=none',
    'mx.nexuscore.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example',
    'mx.evil.example; dkim=pass header.d=example.com',
    // The server's own word comes first; what follows was in the mail already.
    'mx.nexuscore.example; dkim=fail header.d=example.com\r\nAuthentication-Results: mx.nexuscore.example; dkim=pass header.d=example.com',
  ]
  for (const results of forged) {
    const mail = await receive(owner, address, letter({ from: byMember, to, results }))
    assert.deepEqual(
      [mail.status, mail.held_reason, mail.is_sender_verified],
      ['held', 'not_verified', false],
      results!,
    )
  }
  const two = await receive(owner, address, letter({ from: `${byMember}\r\nFrom: x@evil.example`, to }))
  assert.equal(two.sender, null)
  assert.deepEqual(await timeline(owner, lead.id), [])
  assert.equal((await owner.get(`/leads/${lead.id}`)).body.first_replied_at, null)
})

test('a member who may not change leads writes nothing into their timelines', async () => {
  const lead = await makeLead('Ester')
  const viewer = await app.signUp('viewer', owner)
  const mail = await receive(owner, address, letter({ from: viewer.email, to: 'ester@orchid.example' }))
  assert.equal(mail.held_reason, 'not_permitted')
  assert.deepEqual(await timeline(owner, lead.id), [])
})

test('a mail that a member forwards is what the lead wrote', async () => {
  const lead = await makeLead('Farid')
  const text = [
    'See below',
    '',
    '---------- Forwarded message ---------',
    'From: Farid <farid@orchid.example>',
    'Date: Sat, 21 Nov 2026 at 10:00',
    'Subject: Seats',
    'To: <mei@ours.example>',
    '',
    'We need 30 seats.',
  ].join('\r\n')
  const mail = await receive(owner, address, letter({ from: byMember, to: address, subject: 'Fwd: Seats', text }))
  assert.deepEqual([mail.status, mail.direction, mail.body], ['filed', 'in', 'We need 30 seats.'])
  assert.match((await timeline(owner, lead.id))[0].body, /^Fwd: Seats\n\nWe need 30 seats\./)
})

test('a mail to a lead that was merged goes to the one that stayed, and one to an archived lead is held', async () => {
  const [stays, goes] = [await makeLead('Gopal'), await makeLead('Gopal2')]
  assert.equal((await owner.post(`/leads/${stays.id}/merge`, { lead_ids: [goes.id] })).status, 200)
  const mail = await receive(owner, address, letter({ from: byMember, to: 'gopal2@orchid.example' }))
  assert.deepEqual(mail.lead_ids, [stays.id])
  await owner.post(`/leads/${stays.id}/archive`)
  const held = await receive(owner, address, letter({ from: byMember, to: 'gopal@orchid.example' }))
  assert.equal(held.held_reason, 'unknown_recipients')
})

test('with the option on, a mail makes leads of whom nobody knows, but not of programs or of what is not proven', async () => {
  const boss = await app.signUp()
  const to = await addressOf(boss)
  const member = await app.signUp('member', boss)
  assert.equal((await member.patch('/lead-mail-settings', { makes_leads: true })).status, 403)
  assert.equal((await boss.patch('/lead-mail-settings', { makes_leads: true })).body.makes_leads, true)
  const bySender = await receive(boss, to, letter({ from: '"Ong, S1234567D" <ong@newco.example>' }))
  assert.equal(bySender.status, 'filed')
  const lead = (await boss.get(`/leads/${bySender.lead_ids[0]}`)).body
  assert.deepEqual([lead.name, lead.email, lead.source], ['Ong, •••••567D', 'ong@newco.example', 'E-mail'])
  assert.equal((await timeline(boss, lead.id)).length, 1)

  const message = { from: boss.email, to: 'Pei <pei@newco.example>, Qi <qi@newco.example>', cc: 'rui@newco.example' }
  const byMemberOfTheirs = await receive(boss, to, letter(message))
  assert.equal(byMemberOfTheirs.lead_ids.length, 2)
  for (const id of byMemberOfTheirs.lead_ids) assert.ok((await boss.get(`/leads/${id}`)).body.first_replied_at)

  for (const refused of [
    letter({ from: 'robot@newco.example', more: ['Auto-Submitted: auto-replied'] }),
    letter({ from: boss.email, to: 'x@newco.example', results: null }),
    letter({ from: 'bad@newco.example', results: 'mx.nexuscore.example; dmarc=fail' }),
  ])
    assert.equal((await receive(boss, to, refused)).status, 'held')
  assert.equal((await boss.get('/leads/count')).body.count, 3)
})

test('keeps text without identity numbers, names attachments without keeping them, and reads HTML as text', async () => {
  const lead = await makeLead('Hafiz')
  const more = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b']
  const text = [
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<style>p { color: red }</style><p>My NRIC is S1234567D.</p><script>alert(1)</script><p>Caf&eacute; &lt;b&gt;</p>',
    '--b',
    'Content-Type: application/pdf; name="offer S1234567D.pdf"',
    'Content-Disposition: attachment; filename="offer S1234567D.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    'JVBERi0xLjc=',
    '--b--',
  ].join('\r\n')
  const subject = 'About S1234567D'
  const mail = await receive(owner, address, letter({ from: 'hafiz@orchid.example', more, text, subject }))
  assert.deepEqual([mail.subject, mail.attachments], ['About •••••567D', ['offer •••••567D.pdf']])
  assert.match(mail.body, /^My NRIC is •••••567D\.\s+Café <b>$/)
  const [{ body }] = await timeline(owner, lead.id)
  assert.match(body, /Attached, not kept here: offer •••••567D\.pdf/)
  assert.doesNotMatch(JSON.stringify([mail, body]), /S1234567D|color|alert/)
})
