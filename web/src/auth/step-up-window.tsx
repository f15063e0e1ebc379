import { type QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { useForm } from 'react-hook-form'
import { ApiError } from '#web/api/problem.ts'
import { meQuery } from '#web/app/session.ts'
import { CodeField } from '#web/auth/code-field.tsx'
import { proveStepUpPasskey, stepUp } from '#web/auth/factors-api.ts'
import { hasPasskeys } from '#web/auth/passkey-browser.ts'
import { PasswordField } from '#web/auth/password-field.tsx'
import { factorsQuery } from '#web/auth/queries.ts'
import { TextButton } from '#web/auth/text-button.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'

let asking: Promise<void> | undefined

/**
 * Resolves when the person has shown once more that it is them. Calls that are refused meanwhile wait for the same
 * dialog. It stands in a root of its own, so that it can open above whatever dialog sent the call.
 */
export function askToStepUp(queryClient: QueryClient): Promise<void> {
  asking ??= ask(queryClient).finally(() => (asking = undefined))
  return asking
}

function ask(queryClient: QueryClient): Promise<void> {
  const email = queryClient.getQueryData(meQuery.queryKey)?.email ?? ''
  const host = document.body.appendChild(document.createElement('div'))
  const root = createRoot(host)
  return new Promise<void>((resolve, reject) => {
    root.render(
      <QueryClientProvider client={queryClient}>
        <StepUpDialog email={email} onDone={resolve} onClose={() => reject(notConfirmed())} />
      </QueryClientProvider>,
    )
  }).finally(() => {
    root.unmount()
    host.remove()
  })
}

const notConfirmed = () =>
  new ApiError(403, {
    code: 'auth.step_up_required',
    detail: 'Nothing was changed: it was not confirmed that it is you.',
  })

type Method = 'password' | 'code' | 'passkey'

function StepUpDialog({ email, onDone, onClose }: { email: string; onDone: () => void; onClose: () => void }) {
  const factors = useQuery(factorsQuery).data
  const [method, setMethod] = useState<Exclude<Method, 'passkey'>>('password')
  const [busy, setBusy] = useState<Method>()
  const form = useForm({ defaultValues: { password: '', totp_code: '' } })
  const { errors } = form.formState

  async function prove(by: Method, proof: () => Promise<unknown>) {
    setBusy(by)
    form.clearErrors()
    try {
      await proof()
      onDone()
    } catch (error) {
      placeProblem(error, form)
      setBusy(undefined)
    }
  }
  const submit = form.handleSubmit(({ password, totp_code }) =>
    prove(method, () => stepUp(method === 'code' ? { totp_code: totp_code.trim() } : { password })),
  )

  return (
    <Dialog
      title="Confirm that it is you"
      description="This could do lasting harm in wrong hands. You are asked at most every ten minutes."
      onClose={onClose}
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormError>{errors.root?.message}</FormError>
        <input type="hidden" name="email" value={email} autoComplete="username" />
        {method === 'code' ? (
          <CodeField
            key="code"
            autoFocus
            error={errors.totp_code?.message}
            {...form.register('totp_code', required('Type the six digits.'))}
          />
        ) : (
          <PasswordField
            key="password"
            label={`Password of ${email}`}
            autoComplete="current-password"
            autoFocus
            error={errors.password?.message}
            {...form.register('password', required('Type your password.'))}
          />
        )}
        {factors?.totp && (
          <TextButton onClick={() => setMethod(method === 'code' ? 'password' : 'code')}>
            {method === 'code' ? 'Use the password' : 'Use a code of the authenticator app'}
          </TextButton>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          {factors && factors.passkeys.length > 0 && hasPasskeys() && (
            <Button
              className="mr-auto max-sm:w-full"
              busy={busy === 'passkey'}
              busyLabel="Waiting…"
              onClick={() => void prove('passkey', async () => stepUp(await proveStepUpPasskey()))}
            >
              <KeyRound aria-hidden />
              Use a passkey
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            busy={busy !== undefined && busy !== 'passkey'}
            busyLabel="Confirming…"
          >
            Confirm
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
