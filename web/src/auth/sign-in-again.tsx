import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Login } from '#modules/auth/schemas.ts'
import { hasCode, messageOf } from '#web/api/problem.ts'
import { meQuery, useMe } from '#web/app/session.ts'
import { logIn } from '#web/auth/api.ts'
import CodeStep from '#web/auth/code-step.tsx'
import { PasswordField } from '#web/auth/password-field.tsx'
import { readForm } from '#web/auth/read-form.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError } from '#web/ui/form.tsx'

/** The session ended under an open page: log in on the spot, and what was typed behind the dialog stays. */
export default function SignInAgain({ onDone }: { onDone: () => void }) {
  const { email } = useMe()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const [password, setPassword] = useState<string>()

  async function enter(proof: Omit<Login, 'email'>) {
    const { user } = await logIn({ email, ...proof })
    queryClient.setQueryData(meQuery.queryKey, user)
    onDone()
    void queryClient.invalidateQueries()
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = readForm(event.currentTarget)('password')
    setBusy(true)
    setFailure(undefined)
    try {
      await enter({ password: typed })
    } catch (error) {
      setBusy(false)
      if (hasCode(error, 'auth.totp_required')) setPassword(typed)
      else setFailure(messageOf(error))
    }
  }

  return (
    <Dialog
      title="Log in again"
      description="You were logged out. What you typed is still here; log in and send it again."
      onClose={onDone}
    >
      {password !== undefined ? (
        <CodeStep onProof={(proof) => enter({ password, ...proof })} onBack={() => setPassword(undefined)} />
      ) : (
        <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
          <FormError>{failure}</FormError>
          <input type="hidden" name="email" value={email} autoComplete="username" />
          <PasswordField label={`Password of ${email}`} name="password" autoComplete="current-password" autoFocus />
          <div className="flex justify-end gap-2">
            <Button
              onClick={() => location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`)}
            >
              Use another account
            </Button>
            <Button type="submit" variant="primary" busy={busy} busyLabel="Logging in…">
              Log in
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
