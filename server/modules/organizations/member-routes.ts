import { Type } from 'typebox'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { acceptOwnership } from './accept-ownership.ts'
import { declineOwnership } from './decline-ownership.ts'
import { leaveOrganization } from './leave-organization.ts'
import { listMembers } from './member-queries.ts'
import { listOwnershipOffers } from './ownership-queries.ts'
import { removeMember } from './remove-member.ts'
import {
  ByMember,
  Member,
  MemberChanges,
  MemberPage,
  MemberQuery,
  NewOwner,
  OwnershipOffer,
  OwnershipOfferList,
} from './schemas.ts'
import { transferOwnership } from './transfer-ownership.ts'
import { updateMember } from './update-member.ts'
import { withdrawOwnership } from './withdraw-ownership.ts'

const tags = ['members']
const inPath = (permission: string) => ({ permission, organization: 'path' }) as const
type MemberParts = { cursors: Cursors; public_url: string }

export function memberRoutes(app: App, { cursors, public_url }: MemberParts): void {
  app.get('/organizations/:id/members', {
    config: inPath('members.read'),
    schema: { operationId: 'listMembers', tags, params: ById, querystring: MemberQuery, response: { 200: MemberPage } },
    handler: (request) => request.transact((ctx) => listMembers(ctx, cursors, request.query)),
  })

  app.patch('/organizations/:id/members/:user_id', {
    config: { ...inPath('members.write'), step_up: true },
    schema: { operationId: 'updateMember', tags, params: ByMember, body: MemberChanges, response: { 200: Member } },
    handler: (request) => request.transact((ctx) => updateMember(ctx, request.params.user_id, request.body)),
  })

  app.delete('/organizations/:id/members/:user_id', {
    config: { ...inPath('members.write'), step_up: true },
    schema: { operationId: 'removeMember', tags, params: ByMember, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      await request.transact((ctx) => removeMember(ctx, request.params.user_id))
      reply.code(204)
      return null
    },
  })

  app.post('/organizations/:id/leave', {
    config: inPath('organizations.leave'),
    schema: { operationId: 'leaveOrganization', tags, params: ById, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      await request.transact(leaveOrganization)
      reply.code(204)
      return null
    },
  })

  app.get('/organizations/:id/ownership-offers', {
    config: { ...inPath('organizations.read'), in_real_time: true },
    schema: { operationId: 'listOwnershipOffers', tags, params: ById, response: { 200: OwnershipOfferList } },
    handler: (request) => request.transact(listOwnershipOffers),
  })

  app.post('/organizations/:id/transfer-ownership', {
    config: { ...inPath('ownership.transfer'), step_up: true },
    schema: { operationId: 'transferOwnership', tags, params: ById, body: NewOwner, response: { 201: OwnershipOffer } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => transferOwnership(ctx, request.body, public_url))
    },
  })

  app.post('/organizations/:id/transfer-ownership/accept', {
    config: { ...inPath('ownership.answer'), step_up: true },
    schema: { operationId: 'acceptOwnership', tags, params: ById, response: { 200: OwnershipOffer } },
    handler: (request) => request.transact(acceptOwnership),
  })

  app.post('/organizations/:id/transfer-ownership/decline', {
    config: inPath('ownership.answer'),
    schema: { operationId: 'declineOwnership', tags, params: ById, response: { 200: OwnershipOffer } },
    handler: (request) => request.transact(declineOwnership),
  })

  app.post('/organizations/:id/transfer-ownership/withdraw', {
    config: inPath('ownership.transfer'),
    schema: { operationId: 'withdrawOwnership', tags, params: ById, response: { 200: OwnershipOffer } },
    handler: (request) => request.transact(withdrawOwnership),
  })
}
