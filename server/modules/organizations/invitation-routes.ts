import { Type } from 'typebox'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { createInvitation } from './create-invitation.ts'
import { listInvitations, previewInvitation } from './invitation-queries.ts'
import { resendInvitation } from './resend-invitation.ts'
import { revokeInvitation } from './revoke-invitation.ts'
import {
  AcceptedInvitation,
  ByInvitation,
  Invitation,
  InvitationList,
  InvitationPreview,
  InvitationToken,
  NewInvitation,
} from './schemas.ts'

const tags = ['invitations']
const inPath = (permission: string) => ({ permission, organization: 'path' }) as const

export function invitationRoutes(app: App, { public_url }: { public_url: string }): void {
  app.get('/organizations/:id/invitations', {
    config: inPath('invitations.read'),
    schema: { operationId: 'listInvitations', tags, params: ById, response: { 200: InvitationList } },
    handler: (request) => request.transact(listInvitations),
  })

  // Who is invited gets a role, so this wants what a change of role wants. Mail to strangers is rationed.
  app.post('/organizations/:id/invitations', {
    config: { ...inPath('invitations.write'), step_up: true, cost: 50 },
    schema: { operationId: 'createInvitation', tags, params: ById, body: NewInvitation, response: { 201: Invitation } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createInvitation(ctx, request.body, public_url))
    },
  })

  app.post('/organizations/:id/invitations/:invitation_id/resend', {
    config: { ...inPath('invitations.write'), step_up: true, cost: 50 },
    schema: { operationId: 'resendInvitation', tags, params: ByInvitation, response: { 200: Invitation } },
    handler: (request) => request.transact((ctx) => resendInvitation(ctx, request.params.invitation_id, public_url)),
  })

  app.delete('/organizations/:id/invitations/:invitation_id', {
    config: inPath('invitations.write'),
    schema: { operationId: 'revokeInvitation', tags, params: ByInvitation, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      await request.transact((ctx) => revokeInvitation(ctx, request.params.invitation_id))
      reply.code(204)
      return null
    },
  })

  // Posted, so that the token stands in no address, and in no log.
  app.post('/invitations/preview', {
    config: { permission: 'public' },
    schema: { operationId: 'previewInvitation', tags, body: InvitationToken, response: { 200: InvitationPreview } },
    handler: (request) => request.transactAsUser((ctx) => previewInvitation(ctx, request.body.token)),
  })

  app.post('/invitations/accept', {
    config: { permission: 'signed_in', idempotency: 'accepted' },
    schema: { operationId: 'acceptInvitation', tags, body: InvitationToken, response: { 200: AcceptedInvitation } },
    handler: (request) => request.transactAsUser((ctx) => acceptInvitation(ctx, request.body.token)),
  })
}
