import { type Static, Type } from 'typebox'
import { MemberRole, RoleName } from '#modules/organizations/schemas.ts'
import { Id, Input, Instant, Line, Meaning, Nullable, Output, Version } from '#platform/schemas.ts'

const RoleTitle = Meaning(Line(60), 'What people call it; the organisation has each name once')
const RoleDescription = Type.String({ maxLength: 200, description: 'What the role is for, in a sentence' })
const RolePermissions = Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
  maxItems: 200,
  description: 'What it allows, of `grantable_permissions` in the list of roles; what these need comes with them',
})

export type NewRole = Static<typeof NewRole>
export const NewRole = Input('NewRole', {
  name: RoleTitle,
  description: Type.Optional(RoleDescription),
  permissions: RolePermissions,
})
export type RoleChanges = Static<typeof RoleChanges>
export const RoleChanges = Type.Object(Type.Partial(NewRole).properties, {
  title: 'RoleChanges',
  additionalProperties: false,
  minProperties: 1,
})

const allowed = Type.Array(Type.String(), { description: 'All that it allows' })
const counts = {
  members_count: Type.Integer({ description: 'Members who hold it' }),
  invitations_count: Type.Integer({ description: 'Open invitations to it' }),
}

export type CustomRole = Static<typeof CustomRole>
export const CustomRole = Output('CustomRole', {
  id: Id,
  name: RoleName,
  description: RoleDescription,
  permissions: allowed,
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})
export type CustomRoleView = Static<typeof CustomRoleView>
export const CustomRoleView = Output('CustomRoleView', {
  ...CustomRole.properties,
  ...counts,
  members: Type.Array(Output('RoleHolder', { id: Meaning(Id, 'Of the user'), name: Type.String() }), {
    description: 'Who holds it, the first 100',
  }),
})

export type RoleList = Static<typeof RoleList>
export const RoleList = Output('RoleList', {
  data: Type.Array(
    Output('RoleEntry', {
      role: Meaning(MemberRole, 'To give it: with this, and for `custom` with the id beside it'),
      custom_role_id: Meaning(
        Nullable(Id),
        'Of a role that the organisation made; null for the six that are always there',
      ),
      name: RoleName,
      description: Type.String({ description: 'What the role is for' }),
      permissions: allowed,
      ...counts,
    }),
    { description: 'The six that are always there, then those that the organisation made, by name' },
  ),
  grantable_permissions: Type.Array(
    Output('GrantablePermission', {
      permission: Type.String({ description: 'Its name in `permissions` of a role' }),
      area: Type.String({ description: 'What it is about, for people' }),
      label: Type.String({ description: 'What it allows, for people' }),
      needs: Type.Array(Type.String(), { description: 'The permissions that come with it' }),
    }),
    { description: 'What a role that you make may allow, by area' },
  ),
})
export const ByRole = Input('ByRole', { id: Id, role_id: Meaning(Id, 'Of a role that the organisation made') })
