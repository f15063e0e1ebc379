import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AppFactor } from '#web/auth/app-factor.tsx'
import { PasskeyList } from '#web/auth/passkey-list.tsx'
import { factorsQuery, hasSecondFactor } from '#web/auth/queries.ts'
import { RecoveryCodes } from '#web/auth/recovery-codes.tsx'
import { RecoveryCodesLeft } from '#web/auth/recovery-codes-left.tsx'
import { FormSection } from '#web/ui/form.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

/** Authenticator app, passkeys and recovery codes; new codes take the place of it all until they are kept. */
export function FactorsSection() {
  const queryClient = useQueryClient()
  const { data, error, refetch } = useQuery(factorsQuery)
  const [codes, setCodes] = useState<string[]>()

  function settle(newCodes: string[] | null) {
    setCodes(newCodes ?? undefined)
    void queryClient.invalidateQueries({ queryKey: ['security'] })
  }

  if (!data)
    return (
      <FormSection title="Second factor" hint={hint}>
        {error ? (
          <ErrorState title="Your factors could not be loaded" error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="h-40 w-full" />
        )}
      </FormSection>
    )
  if (codes)
    return (
      <FormSection title="Recovery codes" hint="For the day when your phone or passkey is lost.">
        <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />
      </FormSection>
    )
  return (
    <>
      <FormSection title="Authenticator app" hint={hint}>
        <AppFactor confirmedAt={data.totp?.confirmed_at} onChanged={settle} />
      </FormSection>
      <FormSection
        title="Passkeys"
        hint="Log in with a finger, a face or a security key; no password, nothing to copy."
      >
        <PasskeyList passkeys={data.passkeys} onChanged={settle} />
      </FormSection>
      {hasSecondFactor(data) && (
        <FormSection title="Recovery codes" hint="For the day when your phone or passkey is lost.">
          <RecoveryCodesLeft count={data.recovery_codes_left} onReplaced={settle} />
        </FormSection>
      )}
    </>
  )
}

const hint = 'A second factor keeps out whoever has learnt your password.'
