import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { KeyRound, type LucideIcon, Smartphone } from 'lucide-react'
import { useState } from 'react'
import type { Factors } from '#modules/auth/schemas.ts'
import { AuthLayout } from '#web/auth/auth-layout.tsx'
import CodeStep from '#web/auth/code-step.tsx'
import { proveStepUpPasskey, stepUp } from '#web/auth/factors-api.ts'
import { hasPasskeys } from '#web/auth/passkey-browser.ts'
import { NewPasskeyDialog } from '#web/auth/passkey-dialogs.tsx'
import { factorsQuery, hasSecondFactor } from '#web/auth/queries.ts'
import { RecoveryCodes } from '#web/auth/recovery-codes.tsx'
import { TotpSetup } from '#web/auth/totp-setup.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'
import { useTitle } from '#web/ui/title.ts'

const route = getRouteApi('/second-factor')

/** Where an organisation that wants a second factor sends those who came without, and from where they go back to it. */
export function SecondFactorPage() {
  useTitle('Second factor')
  const { next } = route.useSearch()
  const { data: factors, error, refetch } = useQuery(factorsQuery)
  const [codes, setCodes] = useState<string[]>()
  const [doing, setDoing] = useState<'app' | 'passkey'>()
  // What was refused before is asked again from the start.
  const goOn = () => location.assign(next ?? '/app')
  const settle = (newCodes: string[] | null) => (newCodes ? setCodes(newCodes) : goOn())

  if (!factors)
    return (
      <AuthLayout title="Second factor">
        {error ? (
          <ErrorState title="Your factors could not be loaded" error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="h-40 w-full" />
        )}
      </AuthLayout>
    )
  if (codes)
    return (
      <AuthLayout title="Keep your recovery codes">
        <RecoveryCodes codes={codes} onKept={goOn} />
      </AuthLayout>
    )
  if (hasSecondFactor(factors))
    return (
      <AuthLayout title="Show your second factor" lead={`${namesOf(factors)} lets in only who logged in with one.`}>
        <CodeStep askPasskey={proveStepUpPasskey} onProof={(proof) => stepUp(proof).then(goOn)} />
      </AuthLayout>
    )
  if (doing === 'app')
    return (
      <AuthLayout title="Set up an authenticator app">
        <TotpSetup onDone={settle} onCancel={() => setDoing(undefined)} />
      </AuthLayout>
    )
  return (
    <AuthLayout
      title="Add a second factor"
      lead={`${namesOf(factors)} lets in only who logs in with one. It takes a minute, and you go on where you were.`}
      foot={
        <a href="/app" className="font-medium text-link underline underline-offset-4">
          Go to another organisation
        </a>
      }
    >
      <div className="grid gap-3">
        <Choice icon={Smartphone} title="Authenticator app" onClick={() => setDoing('app')}>
          Six digits from an app on your phone, after the password
        </Choice>
        {hasPasskeys() && (
          <Choice icon={KeyRound} title="Passkey" onClick={() => setDoing('passkey')}>
            A finger, a face or a security key, instead of the password
          </Choice>
        )}
      </div>
      {doing === 'passkey' && (
        <NewPasskeyDialog onDone={({ recovery_codes }) => settle(recovery_codes)} onClose={() => setDoing(undefined)} />
      )}
    </AuthLayout>
  )
}

const namesOf = ({ required_by }: Factors) =>
  new Intl.ListFormat('en-SG').format(required_by.map(({ name }) => name)) || 'Your organisation'

type ChoiceProps = { icon: LucideIcon; title: string; children: string; onClick: () => void }

function Choice({ icon: Icon, title, children, onClick }: ChoiceProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex items-center gap-3 rounded-lg border border-line bg-surface p-4 text-left shadow-card hover:border-line-strong"
    >
      <Icon aria-hidden className="size-5 shrink-0 text-accent-ink" />
      <span>
        <span className="block text-sm font-semibold">{title}</span>
        <span className="block text-sm text-ink-2">{children}</span>
      </span>
    </button>
  )
}
