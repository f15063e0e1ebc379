import type { NewOrganization, Organization, OrganizationChanges } from '#modules/organizations/schemas.ts'
import { patch, post } from '#web/api/client.ts'

export const createOrganization = (input: NewOrganization) => post<Organization>('/organizations', input)
export const changeOrganization = (id: string, version: number, changes: OrganizationChanges) =>
  patch<Organization>(`/organizations/${id}`, changes, { ifMatch: version })
