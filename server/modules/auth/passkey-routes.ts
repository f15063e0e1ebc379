import { Type } from 'typebox'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { ById } from '#platform/schemas.ts'
import type { AccessTokens } from './access-tokens.ts'
import { addPasskey } from './add-passkey.ts'
import { beginPasskey, beginPasskeyLogIn, beginPasskeyStepUp } from './begin-passkey.ts'
import { logInByPasskey } from './log-in-by-passkey.ts'
import { orThrow } from './log-in.ts'
import type { SecondFactors } from './prove-second-factor.ts'
import { removePasskey } from './remove-factor.ts'
import { renamePasskey } from './rename-passkey.ts'
import {
  BrowserSession,
  NewPasskey,
  Passkey,
  PasskeyAdded,
  PasskeyChanges,
  PasskeyLogIn,
  PasskeyLogInOptions,
  TokenSession,
  XClient,
} from './schemas.ts'
import type { SessionCookie } from './session-cookie.ts'
import { sessionStarter } from './start-session.ts'
import { CreationOptions, RequestOptions } from './webauthn-schemas.ts'

const tags = ['auth']
const open = { permission: 'public' }
const signedIn = { permission: 'signed_in' }
const steppedUp = { permission: 'signed_in', step_up: true } as const
type Parts = { second_factors: SecondFactors; tokens: AccessTokens; cookie: SessionCookie }

export function passkeyRoutes(app: App, { second_factors, tokens, cookie }: Parts): void {
  const rp = second_factors.relying_party

  app.post('/auth/passkeys/options', {
    config: steppedUp,
    schema: { operationId: 'beginPasskey', tags, response: { 200: CreationOptions } },
    handler: (request) => request.transactAsUser((ctx) => beginPasskey(ctx, rp, accessOf(request)!.session_id!)),
  })

  app.post('/auth/passkeys', {
    config: signedIn,
    schema: { operationId: 'addPasskey', tags, body: NewPasskey, response: { 201: PasskeyAdded } },
    handler: async (request, reply) => {
      const session_id = accessOf(request)!.session_id!
      const added = orThrow(await request.transactAsUser((ctx) => addPasskey(ctx, rp, request.body, session_id)))
      reply.code(201)
      return added
    },
  })

  app.patch('/auth/passkeys/:id', {
    config: signedIn,
    schema: { operationId: 'renamePasskey', tags, params: ById, body: PasskeyChanges, response: { 200: Passkey } },
    handler: (request) => request.transactAsUser((ctx) => renamePasskey(ctx, request.params.id, request.body.name)),
  })

  app.delete('/auth/passkeys/:id', {
    config: steppedUp,
    schema: { operationId: 'removePasskey', tags, params: ById, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      await request.transactAsUser((ctx) => removePasskey(ctx, request.params.id))
      reply.code(204)
      return null
    },
  })

  app.post('/auth/passkeys/log-in/options', {
    config: open,
    schema: {
      operationId: 'beginPasskeyLogIn',
      tags,
      body: PasskeyLogInOptions,
      response: { 200: RequestOptions },
    },
    handler: (request) =>
      request.transactAsUser((ctx) => beginPasskeyLogIn(ctx, rp, request.body.is_second_factor ?? false)),
  })

  app.post('/auth/passkeys/log-in', {
    config: open,
    schema: {
      operationId: 'logInByPasskey',
      tags,
      headers: XClient,
      body: PasskeyLogIn,
      response: { 200: Type.Union([BrowserSession, TokenSession]) },
    },
    handler: async (request, reply) => {
      const start = sessionStarter(request.headers['x-client'], await tokens.signer(accessOf(request)!.now))
      const held = cookie.read(request.headers.cookie)
      const { answer, cookie_token } = orThrow(
        await request.transactAsUser((ctx) => logInByPasskey(ctx, rp, request.body.passkey, held, start)),
      )
      reply.headers(cookie.headers(cookie_token))
      return answer
    },
  })

  app.post('/auth/step-up/options', {
    config: signedIn,
    schema: { operationId: 'beginPasskeyStepUp', tags, response: { 200: RequestOptions } },
    handler: (request) => request.transactAsUser((ctx) => beginPasskeyStepUp(ctx, rp, accessOf(request)!.session_id!)),
  })
}
