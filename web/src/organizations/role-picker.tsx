import { useQuery } from '@tanstack/react-query'
import type { MemberChanges, MemberRole } from '#modules/organizations/schemas.ts'
import { useOrganization } from '#web/app/session.ts'
import { rolesQuery } from '#web/roles/queries.ts'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

type Props = { roles: MemberRole[]; value: MemberChanges; onChange: (choice: MemberChanges) => void }

/** Offers the roles that the server lets this person give, the six and those of the organisation, in its words. */
export function RolePicker({ roles, value, onChange }: Props) {
  const { id } = useOrganization()
  const { data, error, refetch } = useQuery(rolesQuery(id))
  const offered = data?.data.filter(({ role }) => roles.includes(role))
  return (
    <fieldset className="grid gap-1">
      <legend className="pb-1 text-sm font-medium">Role</legend>
      {offered?.map(({ role, custom_role_id, name, description }) => (
        <label
          key={custom_role_id ?? role}
          className="flex cursor-pointer gap-2.5 rounded-md border border-line px-3 py-2 hover:bg-hover has-checked:border-primary has-checked:bg-info-bg/50 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name="role"
            value={custom_role_id ?? role}
            checked={role === value.role && custom_role_id === (value.custom_role_id ?? null)}
            onChange={() => onChange(choiceOf({ role, custom_role_id }))}
            className="mt-0.5 size-4 shrink-0 accent-primary"
          />
          <span className="min-w-0 text-sm">
            <span className="block font-medium wrap-anywhere">{name}</span>
            {description && <span className="block text-ink-2 wrap-anywhere">{description}</span>}
          </span>
        </label>
      ))}
      {!offered &&
        (error ? (
          <ErrorState title="The roles did not load" error={error} onRetry={() => void refetch()} />
        ) : (
          <Waiting />
        ))}
    </fieldset>
  )
}

/** What is sent to give a role: an id goes with those of the organisation alone. */
export const choiceOf = ({
  role,
  custom_role_id,
}: {
  role: MemberRole
  custom_role_id: string | null
}): MemberChanges => (custom_role_id ? { role, custom_role_id } : { role })

const Waiting = () => ['a', 'b', 'c', 'd'].map((key) => <Skeleton key={key} className="h-14 w-full" />)
