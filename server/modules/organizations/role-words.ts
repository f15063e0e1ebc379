import { sql } from 'kysely'
import { type Role, roles } from './schemas.ts'

/** The six for people: the name, the name within a sentence, and what each is for. What exactly it allows is one table. */
export const roleWords: Record<Role, { name: string; as: string; description: string }> = {
  owner: { name: 'Owner', as: 'an owner', description: 'Everything, and can hand the organisation over' },
  admin: { name: 'Admin', as: 'an admin', description: 'Runs the organisation and its team' },
  member: { name: 'Member', as: 'a member', description: 'Does the daily work' },
  viewer: { name: 'Viewer', as: 'a viewer', description: 'Sees the business and changes nothing' },
  accountant: {
    name: 'Accountant',
    as: 'an accountant',
    description: 'Works with the money, and sees nothing else',
  },
  dpo: {
    name: 'Data protection officer',
    as: 'the data protection officer',
    description: 'Looks after personal data',
  },
}

const names = JSON.stringify(Object.fromEntries(roles.map((role) => [role, roleWords[role].name])))

/** What the role of a membership or an invitation is called, wherever one is read. */
export const roleName = (holder: string) => sql<string>`coalesce(
  (select r.name from custom_roles r where r.organization_id = ${sql.ref(`${holder}.organization_id`)}
     and r.id = ${sql.ref(`${holder}.custom_role_id`)}),
  ${names}::jsonb ->> ${sql.ref(`${holder}.role`)})`
