import { signedInUser } from '#platform/context.ts'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { queueJob } from '#platform/jobs.ts'
import { changePassword } from './change-password.ts'
import { sendResetLink } from './jobs.ts'
import { aboutUser, hashNewPassword, refuseWeakPassword } from './new-password.ts'
import type { Passwords } from './passwords.ts'
import { provePassword } from './prove-password.ts'
import { resetPassword } from './reset-password.ts'
import {
  PasswordChange,
  PasswordReset,
  PasswordResetDone,
  PasswordResetRequest,
  ResetLinkSent,
  SessionsEnded,
} from './schemas.ts'

const tags = ['auth']

export function passwordRoutes(app: App, { passwords }: { passwords: Passwords }): void {
  app.post('/auth/password/forgot', {
    config: { permission: 'public', cost: 50 },
    schema: {
      operationId: 'requestPasswordReset',
      tags,
      body: PasswordResetRequest,
      response: { 202: ResetLinkSent },
    },
    handler: async (request, reply) => {
      await request.transactAsUser(async (ctx) => queueJob(ctx, sendResetLink, request.body))
      reply.code(202)
      return { status: 'reset_link_sent' as const }
    },
  })

  app.post('/auth/password/reset', {
    config: { permission: 'public', cost: 10 },
    schema: { operationId: 'resetPassword', tags, body: PasswordReset, response: { 200: PasswordResetDone } },
    handler: (request) => resetPassword(request.transactAsUser.bind(request), passwords, request.body),
  })

  app.post('/auth/password/change', {
    config: { permission: 'signed_in', cost: 20 },
    schema: { operationId: 'changePassword', tags, body: PasswordChange, response: { 200: SessionsEnded } },
    handler: async (request) => {
      const transactAsUser = request.transactAsUser.bind(request)
      const { current_password, password } = request.body
      refuseWeakPassword(password, await transactAsUser((ctx) => aboutUser(ctx, signedInUser(ctx))))
      const user = await provePassword(transactAsUser, passwords, current_password, 'current_password')
      const set = await hashNewPassword(passwords, password)
      return transactAsUser((ctx) => changePassword(ctx, user, set, accessOf(request)!.session_id!))
    },
  })
}
