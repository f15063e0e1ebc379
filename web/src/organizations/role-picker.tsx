import type { Role } from '#modules/organizations/schemas.ts'
import { roleNames, rolePurposes } from '#web/organizations/role-words.ts'

type Props = { roles: Role[]; value: Role; onChange: (role: Role) => void }

/** Offers the roles that the server lets this person give. */
export function RolePicker({ roles, value, onChange }: Props) {
  return (
    <fieldset className="grid gap-1">
      <legend className="pb-1 text-sm font-medium">Role</legend>
      {roles.map((role) => (
        <label
          key={role}
          className="flex cursor-pointer gap-2.5 rounded-md border border-line px-3 py-2 hover:bg-hover has-checked:border-primary has-checked:bg-info-bg/50 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name="role"
            value={role}
            checked={role === value}
            onChange={() => onChange(role)}
            className="mt-0.5 size-4 shrink-0 accent-primary"
          />
          <span className="min-w-0 text-sm">
            <span className="block font-medium">{roleNames[role]}</span>
            <span className="block text-ink-2">{rolePurposes[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
