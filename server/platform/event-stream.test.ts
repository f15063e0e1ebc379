import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEventStream, eventText } from './event-stream.ts'

const open = (admit = async () => {}, heartbeat_ms = 60_000) => {
  const closed = Promise.withResolvers<void>()
  const stream = createEventStream({ heartbeat_ms, admit, onClose: closed.resolve })
  return { ...stream, closed: closed.promise }
}

test('cuts off a reader who does not keep up', async () => {
  const stream = open()
  for (let i = 0; i < 1_000; i++) stream.write(eventText('changed', { text: 'x'.repeat(100) }))
  await stream.closed
  assert.ok(stream.body.destroyed)
})

test('stays while the database is away, and ends when its reader is refused', async () => {
  let answer = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  const { body, closed } = open(() => Promise.reject(answer), 10)
  let text = ''
  body.on('data', (piece) => (text += piece))
  while (!text.includes(': still here')) await new Promise((resolve) => setTimeout(resolve, 5))
  answer = Object.assign(new Error('no'), { code: '' })
  await closed
  assert.match(text, /^retry: \d{4}\n\n(: still here\n\n)+$/)
})
