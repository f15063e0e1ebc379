import type { TestApp } from './support.ts'

const input = { name: 'Sales assistant', permissions: ['customers.write'] }

/** A request for each change of a role, by an owner who has just signed in. */
export function changesOfRoles({ signUp }: TestApp) {
  const withRole = async () => {
    const { headers, organization_id, post } = await signUp()
    const { body } = await post(`/organizations/${organization_id}/roles`, input)
    return { headers, path: `/organizations/${organization_id}/roles/${body.id}` }
  }
  return {
    'POST /organizations/:id/roles': async () => {
      const { headers, organization_id } = await signUp()
      return { path: `/organizations/${organization_id}/roles`, headers, body: input }
    },
    'PATCH /organizations/:id/roles/:role_id': async () => ({
      ...(await withRole()),
      body: { permissions: ['invoices.read'] },
    }),
    'DELETE /organizations/:id/roles/:role_id': withRole,
  }
}
