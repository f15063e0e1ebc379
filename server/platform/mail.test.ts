import assert from 'node:assert/strict'
import { test } from 'node:test'
import { password, startApp } from '#test/support.ts'
import { asWords, type Mail } from './mail.ts'

const names: [given: string, shown: string][] = [
  ['Mei Tan', 'Mei Tan'],
  ['Kopi & Teh Pte. Ltd.', 'Kopi & Teh Pte. Ltd.'],
  ['D’Souza-Lim Ah Seng', 'D’Souza-Lim Ah Seng'],
  ['陈美玲 (May)', '陈美玲 (May)'],
  ['J.P. Lim', 'J. P. Lim'],
  ['visit evil.example', 'visit evil. example'],
  ['https://evil.example/a?b=c', 'https evil. example/a?b=c'],
  ['HTTP:\\\\evil.example', 'HTTP evil. example'],
  ['//evil.example', 'evil. example'],
  ['mail me@evil.example', 'mail me@evil. example'],
  ['call 192.0.2.1', 'call 192. 0. 2. 1'],
  ['evil\u3002example evil\uff0eexample evil\uff61example', 'evil. example evil. example evil. example'],
  ['ev\u200bil.\u200bexample', 'evil. example'],
  ['\u202eelpmaxe.live', 'elpmaxe. live'],
  ['пример.рф', 'пример. рф'],
]

for (const [given, shown] of names)
  test(`in a mail the name ${JSON.stringify(given)} is words and no link`, () => {
    assert.equal(asWords(given), shown)
    assert.equal(asWords(asWords(given)), shown)
  })

test('a mail that is sent again, for its worker died before it could say that it was sent, is the same mail', async () => {
  const { admin, parts, request, settle } = await startApp()
  const email = 'tried-twice@example.com'
  await request('POST', '/auth/register', { email, password, name: 'Mei Tan' })
  const { rows: jobs } = await admin.query<{ payload: Mail }>(
    `select payload from graphile_worker._private_jobs where payload ->> 'to' = $1`,
    [email],
  )
  await parts.mailer(jobs[0]!.payload)
  await settle()
  const { rows } = await admin.query('select id from app.mailbox_messages where recipient = $1', [email])
  assert.deepEqual(rows, [{ id: jobs[0]!.payload.id }])
})
