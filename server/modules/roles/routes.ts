import { Type } from 'typebox'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { createRole } from './create-role.ts'
import { deleteRole } from './delete-role.ts'
import { listRoles, viewRole } from './queries.ts'
import { ByRole, CustomRole, CustomRoleView, NewRole, RoleChanges, RoleList } from './schemas.ts'
import { updateRole } from './update-role.ts'

const tags = ['roles']
const inPath = (permission: string) => ({ permission, organization: 'path' }) as const

export function roleRoutes(app: App): void {
  app.get('/organizations/:id/roles', {
    config: inPath('roles.read'),
    schema: { operationId: 'listRoles', tags, params: ById, response: { 200: RoleList } },
    handler: (request) => request.transact(listRoles),
  })

  app.post('/organizations/:id/roles', {
    config: { ...inPath('roles.write'), step_up: true },
    schema: { operationId: 'createRole', tags, params: ById, body: NewRole, response: { 201: CustomRole } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createRole(ctx, request.body))
    },
  })

  app.get('/organizations/:id/roles/:role_id', {
    config: inPath('roles.read'),
    schema: { operationId: 'viewRole', tags, params: ByRole, response: { 200: CustomRoleView } },
    handler: (request) => request.transact((ctx) => viewRole(ctx, request.params.role_id)),
  })

  app.patch('/organizations/:id/roles/:role_id', {
    config: { ...inPath('roles.write'), step_up: true, if_match: true },
    schema: { operationId: 'updateRole', tags, params: ByRole, body: RoleChanges, response: { 200: CustomRole } },
    handler: (request) =>
      request.transact((ctx) => updateRole(ctx, request.params.role_id, request.version, request.body)),
  })

  app.delete('/organizations/:id/roles/:role_id', {
    config: { ...inPath('roles.write'), step_up: true },
    schema: { operationId: 'deleteRole', tags, params: ByRole, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      await request.transact((ctx) => deleteRole(ctx, request.params.role_id))
      reply.code(204)
      return null
    },
  })
}
