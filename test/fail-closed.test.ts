import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { permissions } from '#modules/auth/permissions.ts'
import type { UserContext } from '#platform/context.ts'
import type { Gatekeeper } from '#platform/http-access.ts'
import { createHttp, type HttpOptions } from '#platform/http.ts'
import { startApp } from './support.ts'

const { parts, signUp } = await startApp()
const acme = await signUp()
const broken = () => {
  throw new Error('out of order')
}
const guard = (changes: Partial<Gatekeeper>): Partial<HttpOptions> => ({
  gatekeeper: { ...parts.gatekeeper, ...changes },
})

/** Everything that stands between a request and what it asks for, out of order. */
const faults: Record<string, Partial<HttpOptions>> = {
  'reading the credential': guard({ credentialOf: broken }),
  'asking who it is': guard({ callerQuery: broken }),
  'a question that the database refuses': guard({
    callerQuery: () => ({ text: 'select from nobody', parameters: [] }),
  }),
  'understanding the answer': guard({ callerFrom: broken }),
  'an answer without rights': guard({
    callerFrom: (...rows) => ({ ...parts.gatekeeper.callerFrom(...rows)!, permissions: new Set() }),
  }),
  'the clock': { clock: broken },
  'a database that is gone': { pool: Object.assign(Object.create(parts.pool), { connect: async () => broken() }) },
}

for (const [what, changes] of Object.entries(faults))
  test(`SEC-135 lets nobody in: ${what} fails`, async () => {
    const http = createHttp({
      ...parts,
      permissions,
      trust_proxy_hops: 0,
      after_commit: () => {},
      headers: {},
      ...changes,
    })
    let reached = 0
    const reach = async (ctx: UserContext) => {
      await ctx.db.all({ text: 'select 1', parameters: [] })
      return { reached: ++reached }
    }
    const [reads, writes] = [{ permission: 'customers.read' }, { permission: 'customers.write' }]
    http.get('/read', { config: reads, handler: (request) => request.transact(reach) })
    http.post('/write', { config: writes, handler: (request) => request.transact(reach) })
    for (const [method, url] of [
      ['GET', '/read'],
      ['POST', '/write'],
    ] as const) {
      const reply = await http.inject({ method, url, headers: acme.headers })
      assert.ok(reply.statusCode >= 400, `${url}: ${reply.statusCode}`)
      assert.ok(!reply.body.includes('out of order') && !reply.body.includes('reached'), reply.body)
    }
    assert.equal(reached, 0)
    await http.close()
  })

for (const hook of ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend'] as const)
  test(`SEC-135 an exception in ${hook} is an answer that says nothing, and never the one that was asked for`, async () => {
    const http = createHttp({ ...parts, permissions, trust_proxy_hops: 0, after_commit: () => {}, headers: {} })
    // Not on the answer that follows from it.
    http.addHook(hook, async (_request: unknown, reply: { statusCode: number }) => {
      if (reply.statusCode < 400) broken()
    })
    http.get('/asked', { config: { permission: 'public' }, handler: () => ({ asked: 'for' }) })
    const { statusCode, body } = await http.inject('/asked')
    assert.equal(statusCode, 500)
    assert.ok(!body.includes('out of order') && !body.includes('"asked"'), body)
    await http.close()
  })

for (const [what, code] of [
  ['an exception', `setTimeout(() => { throw new Error('password at postgres://a:hunter2@b/c') })`],
  ['a rejection', `void Promise.reject(new Error('password at postgres://a:hunter2@b/c'))`],
])
  test(`SEC-135 ${what} that nobody caught is logged without secrets and ends the program`, () => {
    const program = `
      import { createLog } from '#platform/log.ts'
      import { endOnTheUnexpected } from '#platform/last-resort.ts'
      endOnTheUnexpected(createLog('info'))
      setInterval(() => {}, 1_000)
      ${code}`
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
      timeout: 20_000,
    })
    assert.equal(status, 1)
    const line = JSON.parse(stdout)
    assert.equal(line.level, 'fatal')
    assert.match(line.message, /: the program ends$/)
    assert.ok(!stdout.includes('hunter2'))
  })

test('SEC-135 a connection that a library lost does not end the program', () => {
  const program = `
    import { createLog } from '#platform/log.ts'
    import { endOnTheUnexpected } from '#platform/last-resort.ts'
    endOnTheUnexpected(createLog('info'))
    void Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNRESET' }))
    setTimeout(() => process.exit(7), 50)`
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { timeout: 20_000 })
  assert.equal(status, 7)
})
