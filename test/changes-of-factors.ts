import { createAuthenticator } from '#modules/auth/passkey-fixture.ts'
import { type TOTP, URI } from 'otpauth'
import type { TestApp } from './support.ts'

/** Requests that change second factors and succeed, for the walk over every change. */
export function changesOfFactors({ newUser, request, parts }: TestApp) {
  async function person() {
    const headers = { authorization: (await newUser()).authorization }
    const post = async (path: string, body: object = {}) => (await request('POST', path, body, { headers })).body
    return { headers, post }
  }

  async function withPendingTotp() {
    const { headers, post } = await person()
    const totp = URI.parse((await post('/auth/totp')).otpauth_uri) as TOTP
    return { headers, post, code: totp.generate({ timestamp: parts.clock().epochMilliseconds }) }
  }

  async function withTotp() {
    const { headers, post, code } = await withPendingTotp()
    await post('/auth/totp/confirm', { code })
    return { headers }
  }

  async function withPasskey() {
    const { headers, post } = await person()
    const key = createAuthenticator()
    const { passkey } = await post('/auth/passkeys', { passkey: key.create(await post('/auth/passkeys/options')) })
    return { headers, post, key, path: `/auth/passkeys/${passkey.id}` }
  }

  return {
    'POST /auth/totp/confirm': async () => {
      const { headers, code } = await withPendingTotp()
      return { path: '/auth/totp/confirm', headers, body: { code } }
    },
    'DELETE /auth/totp': async () => ({ path: '/auth/totp', headers: (await withTotp()).headers }),
    'POST /auth/recovery-codes': async () => ({ path: '/auth/recovery-codes', headers: (await withTotp()).headers }),
    'POST /auth/passkeys': async () => {
      const { headers, post } = await person()
      const passkey = createAuthenticator().create(await post('/auth/passkeys/options'))
      return { path: '/auth/passkeys', headers, body: { passkey } }
    },
    'PATCH /auth/passkeys/:id': async () => {
      const { headers, path } = await withPasskey()
      return { path, headers, body: { name: 'Blue key' } }
    },
    'DELETE /auth/passkeys/:id': async () => {
      const { headers, path } = await withPasskey()
      return { path, headers }
    },
    'POST /auth/passkeys/log-in': async () => {
      const { key, post } = await withPasskey()
      return { path: '/auth/passkeys/log-in', body: { passkey: key.get(await post('/auth/passkeys/log-in/options')) } }
    },
  }
}
