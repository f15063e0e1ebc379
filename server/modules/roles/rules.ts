import { permissionsHeld, complete, grantable } from '#modules/auth/role-catalogue.ts'
import { roleWords } from '#modules/organizations/role-words.ts'
import type { MemberRole } from '#modules/organizations/schemas.ts'
import { conflict, invalid } from '#platform/errors.ts'

/** Enough for every kind of work in a company, and few enough to choose from. */
export const customRolesMax = 50

/** How names are compared: “Sales  assistant” and “sales assistant” are one. */
export const normalizeRoleName = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** The name as it is shown, and as it is compared. The names of the six are taken in every organisation. */
export function roleNameColumns(name: string): { name: string; name_normalized: string } {
  const name_normalized = normalizeRoleName(name)
  if (Object.values(roleWords).some((taken) => normalizeRoleName(taken.name) === name_normalized)) throw roleNameTaken()
  return { name: name.trim().replace(/\s+/g, ' '), name_normalized }
}

/** Nobody gives what they do not have; and what decides over people, doors and ownership no custom role may have. */
export function grantedPermissions(own: MemberRole, wanted: readonly string[]): string[] {
  const mine = permissionsHeld({ role: own, permissions: null })
  const offered = new Set(grantable.map(({ permission }) => permission))
  // What every role has stands in the list of a role and may be sent back with it.
  const known = new Set([...offered, ...complete([])])
  const errors = wanted.flatMap((permission, i) =>
    known.has(permission) && mine.has(permission)
      ? []
      : [
          {
            pointer: `/permissions/${i}`,
            code: 'not_allowed',
            detail: `${permission} is not among what you can give a role.`,
          },
        ],
  )
  if (errors.length)
    throw invalid(
      'organizations.permission_not_grantable',
      'A role can allow what its maker may do, but for what stays with owners and admins: the team, its security and the ownership.',
      errors,
    )
  return complete(wanted)
}

export const roleNameTaken = () =>
  conflict('organizations.role_name_taken', 'The organisation has a role with this name already. Choose another.')

type InUse = { members: { name: string }[]; invitations: { email: string }[] }

export function refuseInUse({ members, invitations }: InUse): void {
  if (members.length + invitations.length === 0) return
  const held = members.length ? [`held by ${named(members.map(({ name }) => name))}`] : []
  const offered = invitations.length ? [`offered to ${named(invitations.map(({ email }) => email))}`] : []
  throw conflict(
    'organizations.role_in_use',
    `This role is ${[...held, ...offered].join(' and ')}. Give them another role or revoke the invitation, then delete it.`,
  )
}

/** “Mei Tan, Arjun Nair and 3 others”. */
function named(all: string[]): string {
  const [shown, rest] = all.length > 4 ? [all.slice(0, 3), all.length - 3] : [all, 0]
  const words = rest ? [...shown, `${rest} others`] : shown
  return words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
