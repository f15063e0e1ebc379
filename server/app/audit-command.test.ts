import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { auditCommand } from './audit-command.ts'

const app = await startApp()
const { admin, parts, database_url } = app
const [acme, beta] = [await app.signUp(), await app.signUp()]
await app.settle()

async function audit(...args: string[]): Promise<{ isIntact: boolean; lines: string[] }> {
  const lines: string[] = []
  const isIntact = await auditCommand({ ...parts.config, database_url }, args, (line) => lines.push(line))
  return { isIntact, lines }
}

test('SEC-132 an operator verifies the audit trail of one organisation or of all, and learns which is broken and where', async () => {
  const both = await audit()
  assert.equal(both.isIntact, true)
  assert.equal(both.lines.length, 2)
  assert.match(both.lines[0]!, new RegExp(`^intact  ${acme.organization_id}  1 sealed; no signed head yet`))

  await admin.query(`update app.events set name = 'organization.deleted' where organization_id = $1`, [
    beta.organization_id,
  ])
  const broken = await audit()
  assert.equal(broken.isIntact, false)
  assert.match(broken.lines[1]!, new RegExp(`^BROKEN  ${beta.organization_id}  seq 1: changed \\(event `))
  assert.deepEqual((await audit(acme.organization_id)).isIntact, true)
})

test('the command for the audit trail ends with 1 when it is broken, and says how it is used', async () => {
  const { data_dir, secret_key } = parts.config
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['bin/audit-verify.ts', ...args], {
      env: { NEXUSCORE_DATA_DIR: data_dir, SECRET_KEY: secret_key, DATABASE_URL: database_url },
      encoding: 'utf8',
    })
  assert.equal(run(acme.organization_id).status, 0)
  assert.equal(run(beta.organization_id).status, 1)
  assert.deepEqual(
    [run('everything').status, run('everything').stderr],
    [2, 'Give the id of one organisation, or nothing to verify all.\n'],
  )
})
