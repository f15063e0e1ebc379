import type { CustomRole, NewRole, RoleChanges } from '#modules/roles/schemas.ts'
import { del, patch, post } from '#web/api/client.ts'

export const createRole = (id: string, input: NewRole) => post<CustomRole>(`/organizations/${id}/roles`, input)
export const changeRole = (id: string, role_id: string, version: number, changes: RoleChanges) =>
  patch<CustomRole>(`/organizations/${id}/roles/${role_id}`, changes, { ifMatch: version })
export const deleteRole = (id: string, role_id: string) => del(`/organizations/${id}/roles/${role_id}`)
