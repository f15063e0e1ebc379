import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { useForm } from 'react-hook-form'
import { ApiError } from '#web/api/problem.ts'
import { meQuery } from '#web/app/session.ts'
import { PasswordField } from '#web/auth/password-field.tsx'
import { stepUp } from '#web/auth/security-api.ts'
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
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queryClient}>
          <StepUpDialog email={email} onDone={resolve} onClose={() => reject(notConfirmed())} />
        </QueryClientProvider>
      </CSPProvider>,
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

function StepUpDialog({ email, onDone, onClose }: { email: string; onDone: () => void; onClose: () => void }) {
  const form = useForm({ defaultValues: { password: '' } })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ password }) => {
    try {
      await stepUp({ password })
      onDone()
    } catch (error) {
      placeProblem(error, form)
    }
  })
  return (
    <Dialog
      title="Confirm that it is you"
      description="This could do lasting harm in wrong hands. You are asked at most every ten minutes."
      onClose={onClose}
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormError>{errors.root?.message}</FormError>
        <input type="hidden" name="email" value={email} autoComplete="username" />
        <PasswordField
          label={`Password of ${email}`}
          autoComplete="current-password"
          autoFocus
          error={errors.password?.message}
          {...form.register('password', required('Type your password.'))}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Confirming…">
            Confirm
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
