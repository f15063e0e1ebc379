import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { messageOf } from '#web/api/problem.ts'
import { meQuery, useMe } from '#web/app/session.ts'
import { logIn } from '#web/auth/api.ts'
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

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    setBusy(true)
    setFailure(undefined)
    try {
      const { user } = await logIn({ email, password: readForm(form)('password') })
      queryClient.setQueryData(meQuery.queryKey, user)
      onDone()
      void queryClient.invalidateQueries()
    } catch (error) {
      setFailure(messageOf(error))
      setBusy(false)
    }
  }

  return (
    <Dialog
      title="Log in again"
      description="You were logged out. What you typed is still here; log in and send it again."
      onClose={onDone}
    >
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
    </Dialog>
  )
}
