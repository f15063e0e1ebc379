import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { myEventWords, tellMine } from './my-event-words.ts'

test('the security log has words for every event of an account', () => {
  const recorded = globSync('server/modules/*/*.ts').flatMap((path) => [
    ...readFileSync(path, 'utf8').matchAll(/recordUserEvent\(\s*ctx,\s*'(user\.\w+)'/g),
  ])
  const names = new Set(recorded.map(([, name]) => name!))
  assert.ok(names.size >= 15, `only ${names.size} seen`)
  assert.deepEqual(
    [...names].filter((name) => !myEventWords[name]),
    [],
    'Say it in words in web/src/auth/my-event-words.ts.',
  )
})

test('the security log says with what, and reads even what it does not know', () => {
  assert.deepEqual(tellMine({ name: 'user.logged_in', data: { device: 'Firefox on Linux' } }), {
    did: 'Logged in',
    remark: 'Firefox on Linux',
    isAlarming: false,
  })
  assert.equal(tellMine({ name: 'user.sessions_ended', data: { ended_count: 2 } }).remark, '2 sessions logged out')
  assert.equal(tellMine({ name: 'user.new_thing_done', data: {} }).did, 'New thing done')
})
