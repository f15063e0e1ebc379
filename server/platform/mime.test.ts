import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMime } from './mime.ts'

const head = 'From: Mei <MEI@x.example>\r\nTo: Team: a@x.example, b@x.example;\r\nX-Kept: 1\r\nX-Other: 2\r\n\r\n'

test('reads a message into parts of a known size, and of its headers those that were asked for', async () => {
  const mime = await readMime(Buffer.from(`${head}Hello`), ['x-kept'])
  assert.deepEqual(mime, {
    message_id: null,
    subject: '',
    date: null,
    from: { name: 'Mei', address: 'mei@x.example' },
    to: [
      { name: '', address: 'a@x.example' },
      { name: '', address: 'b@x.example' },
    ],
    cc: [],
    text: 'Hello\n',
    attachments: [],
    headers: [{ name: 'x-kept', value: '1' }],
  })
})

test('does not read what has more lines than any mail, or takes longer than it may', async () => {
  assert.equal(await readMime(Buffer.from(head + '\n'.repeat(400_001)), []), undefined)
  assert.equal(await readMime(Buffer.from(`${head}Hello`), [], 0), undefined)
})
