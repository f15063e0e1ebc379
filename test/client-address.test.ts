import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildApp } from '#app/build-app.ts'
import { startApp } from './support.ts'

const app = await startApp()

test('SEC-019 the address is that of the connection, unless a proxy is trusted, and then its own entry', async () => {
  const { email } = await app.newUser()
  const through = (proxied: typeof app.app, forwarded: string) =>
    proxied.inject({
      method: 'POST',
      url: '/api/v1/auth/login',
      payload: { email, password: 'a long enough password' },
      remoteAddress: '198.51.100.70',
      headers: { 'x-forwarded-for': forwarded },
    })
  const lastAddress = async () => {
    const { rows } = await app.admin.query('select ip from app.sessions order by id desc limit 1')
    return (rows[0] as { ip: string }).ip
  }
  await through(app.app, '1.2.3.4')
  assert.equal(await lastAddress(), '198.51.100.70')

  const config = { ...app.parts.config, trust_proxy_hops: 1 }
  const behind = await buildApp({ ...app.parts, config })
  await through(behind, '1.2.3.4, 203.0.113.99')
  assert.equal(await lastAddress(), '203.0.113.99')
  await behind.close()
})
