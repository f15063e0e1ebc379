import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readForwarded, withoutHistory } from './mail-text.ts'

const signed = 'Here is the quote.\n\nMei Tan\nMerlion Cloud\n+65 6123 4567'
const histories: [string, string][] = [
  ['Gmail', `${signed}\n\nOn Sat, 21 Nov 2026 at 10:00, Hui Min <h@o.example> wrote:\n\n> Could you quote?\n>> Older`],
  ['Gmail, broken in two lines', `${signed}\n\nOn Sat, 21 Nov 2026 at 10:00, Hui Min\n<h@o.example> wrote:\n> Could`],
  [
    'Outlook',
    `${signed}\n\n________________________________\nFrom: Hui Min\nSent: Saturday\nTo: Mei\nSubject: Quote\n\nCould`,
  ],
  ['Outlook of before', `${signed}\n\n-----Original Message-----\nFrom: Hui Min\nCould you quote?`],
  ['Apple in German', `${signed}\n\nAm 21.11.2026 um 10:00 schrieb Hui Min <h@o.example>:\n> Could`],
  ['Chinese', `${signed}\n\n在 2026年11月21日周六 10:00,惠敏 <h@o.example> 写道:\n> 请报价`],
  [
    'HTML, whose history is not marked',
    `${signed}\n\nOn Sat, Hui Min <h@o.example> wrote:\n\nCould you quote?\nThanks`,
  ],
]
for (const [program, text] of histories)
  test(`cuts the history of ${program} and keeps the signature`, () => {
    assert.equal(withoutHistory(text).replace(/\n+_+$/, ''), signed)
  })

test('keeps what was written below or between a history, and a mail that is nothing but one', () => {
  const between = 'On Sat, Hui Min wrote:\n> Seats?\n25.\n> When?\nMonday.'
  assert.equal(withoutHistory(between), '25.\nMonday.')
  assert.equal(withoutHistory('> only\n> this'), '> only\n> this')
  assert.equal(
    withoutHistory('On Monday we meet.\nFrom: the office at nine.'),
    'On Monday we meet.\nFrom: the office at nine.',
  )
})

test('finds who wrote a mail that was forwarded, by Gmail, Outlook and Apple', () => {
  const told = { from: { name: 'Hui Min', address: 'h@o.example' }, text: 'We need 30 seats.' }
  const ways = [
    '---------- Forwarded message ---------\nFrom: Hui Min <H@o.example>\nDate: Sat\nSubject: Seats\nTo: <m@x.example>\n\n\nWe need 30 seats.',
    'FYI\n\nFrom: Hui Min <h@o.example>\nSent: Saturday\nTo: Mei\nSubject: Seats\n\nWe need 30 seats.',
    'Begin forwarded message:\n\nFrom: "Hui Min" <h@o.example>\nSubject: Seats\nDate: Sat\nTo: m@x.example\n\nWe need 30 seats.\n\nOn Fri, Mei wrote:\n> How many?',
    '-----Original Message-----\n*From:* Hui Min [mailto:h@o.example]\n*Sent:* Saturday\n*To:* Mei\n*Subject:* Seats\n\nWe need 30 seats.',
  ]
  for (const way of ways) assert.deepEqual(readForwarded(way)?.text, told.text, way)
  assert.deepEqual(readForwarded(ways[0]!), told)
  assert.deepEqual(readForwarded(ways[2]!), told)
  assert.equal(readForwarded('Just a mail.\nFrom: nobody'), undefined)
})

test('reads two hundred thousand letters of anything in no time', () => {
  for (const bad of [
    'On '.repeat(60_000),
    '>'.repeat(200_000),
    'From: \n'.repeat(30_000),
    '-'.repeat(200_000),
    '\n'.repeat(200_000),
  ]) {
    const begin = performance.now()
    withoutHistory(bad)
    readForwarded(bad)
    assert.ok(performance.now() - begin < 2_000)
  }
})
