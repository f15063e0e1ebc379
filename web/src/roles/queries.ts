import { queryOptions } from '@tanstack/react-query'
import type { CustomRoleView, RoleList } from '#modules/roles/schemas.ts'
import { get } from '#web/api/client.ts'

export const rolesQuery = (id: string) =>
  queryOptions({
    queryKey: ['roles', id],
    queryFn: ({ signal }) => get<RoleList>(`/organizations/${id}/roles`, { signal }),
  })

export const roleQuery = (id: string, role_id: string) =>
  queryOptions({
    queryKey: ['roles', 'one', role_id],
    queryFn: ({ signal }) => get<CustomRoleView>(`/organizations/${id}/roles/${role_id}`, { signal }),
  })
