import { Type } from 'typebox'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { beginTotp } from './begin-totp.ts'
import { confirmTotp } from './confirm-totp.ts'
import { getFactors } from './factor-queries.ts'
import { generateRecoveryCodes } from './generate-recovery-codes.ts'
import { orThrow } from './log-in.ts'
import { removeTotp } from './remove-factor.ts'
import type { SecondFactors } from './prove-second-factor.ts'
import { FactorAdded, Factors, RecoveryCodes, TotpBeginning, TotpConfirmation } from './schemas.ts'

const tags = ['auth']
const signedIn = { permission: 'signed_in' }
const steppedUp = { permission: 'signed_in', step_up: true } as const

export function factorRoutes(app: App, { totp_key }: SecondFactors): void {
  app.get('/auth/factors', {
    config: signedIn,
    schema: { operationId: 'getFactors', tags, response: { 200: Factors } },
    handler: (request) => request.transactAsUser(getFactors),
  })

  app.post('/auth/totp', {
    config: steppedUp,
    schema: { operationId: 'beginTotp', tags, response: { 201: TotpBeginning } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transactAsUser((ctx) => beginTotp(ctx, totp_key))
    },
  })

  app.post('/auth/totp/confirm', {
    config: signedIn,
    schema: { operationId: 'confirmTotp', tags, body: TotpConfirmation, response: { 200: FactorAdded } },
    handler: async (request) => {
      const session_id = accessOf(request)!.session_id!
      return orThrow(await request.transactAsUser((ctx) => confirmTotp(ctx, request.body.code, totp_key, session_id)))
    },
  })

  app.delete('/auth/totp', {
    config: steppedUp,
    schema: { operationId: 'removeTotp', tags, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      await request.transactAsUser(removeTotp)
      reply.code(204)
      return null
    },
  })

  app.post('/auth/recovery-codes', {
    config: steppedUp,
    schema: { operationId: 'generateRecoveryCodes', tags, response: { 201: RecoveryCodes } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transactAsUser(generateRecoveryCodes)
    },
  })
}
