import type { Json } from './docs-story.ts'

/** What the examples tell of the team: an accountant among the six roles, and a role that the organisation made. */
export function rolesStory(ids: { role: string; colleague: string }): Record<string, Json> {
  const accountants = ['Member', 'MemberEntry', 'Invitation', 'InvitationPreview', 'AcceptedInvitation']
  const made = {
    id: ids.role,
    name: 'Sales assistant',
    description: 'Looks after customers and prepares drafts',
    permissions: ['customers.read', 'customers.write', 'invoices.read', 'invoices.write', 'gst.read'],
    version: 3,
  }
  return {
    role_name: 'Owner',
    'MemberChanges.role': 'accountant',
    'NewInvitation.role': 'accountant',
    ...Object.fromEntries(accountants.map((shown) => [`${shown}.role`, 'accountant'])),
    ...Object.fromEntries(accountants.map((shown) => [`${shown}.role_name`, 'Accountant'])),
    allowed_roles: ['member', 'viewer', 'accountant', 'dpo', 'custom'],
    invitable_roles: ['member', 'viewer', 'accountant', 'dpo', 'custom'],
    ...Object.fromEntries(
      ['NewRole', 'RoleChanges', 'CustomRole', 'CustomRoleView'].flatMap((shown) =>
        Object.entries(made).map(([field, value]) => [`${shown}.${field}`, value]),
      ),
    ),
    'RoleEntry.role': 'custom',
    'RoleEntry.custom_role_id': ids.role,
    'RoleEntry.name': made.name,
    'RoleEntry.description': made.description,
    'RoleEntry.permissions': made.permissions,
    'RoleHolder.id': ids.colleague,
    'RoleHolder.name': 'Arjun Nair',
    members_count: 1,
    permission: 'invoices.write',
    area: 'Invoices',
    label: 'Write and delete drafts, pause and end recurring invoices',
    needs: ['invoices.read', 'customers.read', 'gst.read'],
  }
}
