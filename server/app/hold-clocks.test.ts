import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { holdClocks } from './hold-clocks.ts'

test('in production nobody moves a clock: the program refuses, and so does the database', async () => {
  const app = await startApp({ environment: 'production' })
  const acme = await app.signUp()
  const clock = `/organizations/${acme.organization_id}/clock`
  const { status, body } = await acme.post(`${clock}/advance`, { to_date: '2026-12-01' })
  assert.deepEqual([status, body.code], [403, 'organizations.clock_fixed'])
  assert.equal((await acme.get(clock)).body.is_movable, false)

  const move = () =>
    app.asSystem(acme.organization_id, async (ctx) =>
      ctx.db.all({
        text: 'update organization_directory set clock_shift_seconds = 86400 where organization_id = $1',
        parameters: [acme.organization_id],
      }),
    )
  await holdClocks(app.database_url, 'production')
  await assert.rejects(move, /permission denied/)
  await holdClocks(app.database_url, 'development')
  await move()
})
