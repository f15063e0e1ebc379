import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Organization } from '#modules/organizations/schemas.ts'
import { hasCode, messageOf } from '#web/api/problem.ts'
import { useCan } from '#web/app/session.ts'
import { changeSecurity } from '#web/organizations/api.ts'
import { Switch } from '#web/ui/choice.tsx'
import { FormError, FormSection } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

type Props = { organization: Organization; onSaved: (organization: Organization) => void }

/** Holds at once and for everybody, the one who switches it first. */
export function RequireSecondFactor({ organization, onSaved }: Props) {
  const { id, slug, version, require_second_factor } = organization
  const editable = useCan('organizations.secure')
  const [wanted, setWanted] = useState<boolean>()
  const [failure, setFailure] = useState<unknown>()

  async function change(next: boolean) {
    setWanted(next)
    setFailure(undefined)
    try {
      onSaved(await changeSecurity(id, version, next))
      toast({ title: next ? 'A second factor is required now' : 'A second factor is no longer required' })
    } catch (error) {
      setFailure(error)
    }
    setWanted(undefined)
  }

  return (
    <FormSection title="Security" hint="What everybody who comes into this organisation must show.">
      <FormError>
        {failure !== undefined && (
          <>
            {messageOf(failure)}{' '}
            {hasCode(failure, 'organizations.second_factor_first') && (
              <Link
                to="/app/$slug/settings/$"
                params={{ slug, _splat: 'security' }}
                className="underline underline-offset-4"
              >
                Add a second factor
              </Link>
            )}
          </>
        )}
      </FormError>
      <Switch
        label="Require a second factor"
        hint="Keeps out every session that was opened with a password alone. Members without a second factor can add one and come back."
        checked={wanted ?? require_second_factor}
        disabled={!editable || wanted !== undefined}
        onChange={(event) => void change(event.target.checked)}
      />
    </FormSection>
  )
}
