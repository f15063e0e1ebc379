import assert from 'node:assert/strict'
import type { Person, TestApp } from '#test/support.ts'
import { type ApiKeyWithSecret, scopes } from './schemas.ts'

export type Program = Awaited<ReturnType<typeof programFor>>

/** A program with a key that this person makes for it: every scope, unless the test says otherwise. */
export async function programFor(app: TestApp, person: Person, input: object = {}) {
  const made = await person.post('/api-keys', { name: 'Nightly export', scopes, ...input })
  assert.equal(made.status, 201, made.text)
  return { key: made.body as ApiKeyWithSecret, ...programWith(app, made.body.secret) }
}

/** A program that sends this and nothing else of itself. */
export function programWith({ app }: TestApp, secret: string, { ip }: { ip?: string } = {}) {
  const send = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object, headers: object = {}) => {
    const reply = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${secret}`, ...headers },
      ...(body && { payload: body }),
      ...(ip && { remoteAddress: ip }),
    })
    return { status: reply.statusCode, body: reply.body ? reply.json() : undefined, headers: reply.headers }
  }
  return {
    get: (path: string, headers?: object) => send('GET', path, undefined, headers),
    post: (path: string, body: object, headers?: object) => send('POST', path, body, headers),
    patch: (path: string, body: object, headers?: object) => send('PATCH', path, body, headers),
  }
}
