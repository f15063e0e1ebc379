import type { Role } from '#modules/organizations/schemas.ts'

export const roleNames: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
  viewer: 'Viewer',
  accountant: 'Accountant',
  dpo: 'Data protection officer',
}

/** What a role is for, for whoever chooses one; what exactly it may do, the server says. */
export const rolePurposes: Record<Role, string> = {
  owner: 'Everything, and can hand the organisation over',
  admin: 'Runs the organisation and its team',
  member: 'Does the daily work',
  viewer: 'Sees the business and changes nothing',
  accountant: 'Works with the money, and sees nothing else',
  dpo: 'Looks after personal data',
}
