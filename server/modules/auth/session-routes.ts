import { Type } from 'typebox'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { ById } from '#platform/schemas.ts'
import { endOtherSessions, endSession } from './end-sessions.ts'
import type { Passwords } from './passwords.ts'
import { proveFactor } from './prove-factor.ts'
import type { SecondFactors } from './prove-second-factor.ts'
import { listSessions } from './queries.ts'
import { SessionList, SessionsEnded, StepUp, SteppedUp } from './schemas.ts'
import type { SessionCookie } from './session-cookie.ts'
import { stepUp } from './step-up.ts'

const tags = ['auth']
const signedIn = { permission: 'signed_in' }
type Parts = { passwords: Passwords; second_factors: SecondFactors; cookie: SessionCookie }

export function sessionRoutes(app: App, { passwords, second_factors, cookie }: Parts): void {
  app.get('/auth/sessions', {
    config: signedIn,
    schema: { operationId: 'listSessions', tags, response: { 200: SessionList } },
    handler: (request) => request.transactAsUser((ctx) => listSessions(ctx, accessOf(request)!.session_id!)),
  })

  app.delete('/auth/sessions/:id', {
    config: signedIn,
    schema: { operationId: 'endSession', tags, params: ById, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      await request.transactAsUser((ctx) => endSession(ctx, request.params.id))
      reply.code(204)
      return null
    },
  })

  app.post('/auth/sessions/end-others', {
    config: signedIn,
    schema: { operationId: 'endOtherSessions', tags, response: { 200: SessionsEnded } },
    handler: (request) => request.transactAsUser((ctx) => endOtherSessions(ctx, accessOf(request)!.session_id!)),
  })

  app.post('/auth/step-up', {
    config: { permission: 'signed_in', cost: 10 },
    schema: { operationId: 'stepUp', tags, body: StepUp, response: { 200: SteppedUp } },
    handler: async (request, reply) => {
      const transactAsUser = request.transactAsUser.bind(request)
      const session_id = accessOf(request)!.session_id!
      const factor = await proveFactor(transactAsUser, passwords, second_factors, request.body, session_id)
      const { answer, cookie_token } = await transactAsUser((ctx) => stepUp(ctx, session_id, factor))
      reply.headers(cookie.headers(cookie_token))
      return answer
    },
  })
}
