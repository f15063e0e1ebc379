import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { forEachOrganization } from './renewal-jobs.ts'

const app = await startApp()

test('an organisation whose turn fails keeps no other from having its own, and the fault is told', async () => {
  const people = [await app.signUp(), await app.signUp(), await app.signUp()]
  const had: string[] = []
  const round = forEachOrganization(app.parts, async (inTransaction) => {
    const { organization_id } = await inTransaction(async (ctx) => ctx)
    had.push(organization_id)
    if (organization_id === people[0]!.organization_id) throw new Error('a secret does not open')
  })
  await assert.rejects(round, /does not open/)
  for (const { organization_id } of people) assert.ok(had.includes(organization_id))
})
