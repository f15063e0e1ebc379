import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter, useRouterState } from '@tanstack/react-router'
import { type FormEvent, lazy, Suspense, useRef, useState } from 'react'
import { ApiError, hasCode, messageOf } from '#web/api/problem.ts'
import { meQuery } from '#web/app/session.ts'
import { type BrowserSession, logIn } from '#web/auth/api.ts'
import { readForm } from '#web/auth/read-form.ts'
import { AuthLayout } from '#web/auth/auth-layout.tsx'
import { PasswordField } from '#web/auth/password-field.tsx'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { useTitle } from '#web/ui/title.ts'

const route = getRouteApi('/login')
const Resend = lazy(() => import('#web/auth/resend.tsx').then((module) => ({ default: module.Resend })))
const CodeStep = lazy(() => import('#web/auth/code-step.tsx'))
const OtherWays = lazy(() => import('#web/auth/other-ways.tsx'))

export function LoginPage() {
  useTitle('Log in')
  const { next } = route.useSearch()
  const greeting = useRouterState({ select: (state) => state.location.state.greeting })
  const router = useRouter()
  const queryClient = useQueryClient()
  const hasEntered = useRef(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const [typed, setTyped] = useState({ email: '', password: '' })
  const [isCodeWanted, setCodeWanted] = useState(false)

  async function enter(session: Promise<BrowserSession>) {
    const { user } = await session
    // A passkey may be chosen in the field and by the button: the second answer must not empty the cache of the page
    // that the first one opened.
    if (hasEntered.current) return
    hasEntered.current = true
    queryClient.clear()
    queryClient.setQueryData(meQuery.queryKey, user)
    router.history.push(next ?? '/app')
  }

  async function tryToEnter(session: Promise<BrowserSession>) {
    setFailure(undefined)
    try {
      await enter(session)
    } catch (error) {
      if (hasCode(error, 'auth.totp_required')) return setCodeWanted(true)
      setFailure(error)
    }
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const text = readForm(form)
    const input = { email: text('email').trim(), password: text('password') }
    if (!input.email || !input.password) {
      form.querySelector<HTMLInputElement>(`input[name=${input.email ? 'password' : 'email'}]`)?.focus()
      return setFailure(new ApiError(422, { detail: 'Type your e-mail address and your password.' }))
    }
    setTyped(input)
    setBusy(true)
    await tryToEnter(logIn(input))
    setBusy(false)
    form.querySelector<HTMLInputElement>('input[name=password]')?.select()
  }

  if (isCodeWanted)
    return (
      <AuthLayout title="Second factor" lead={`Your password is right. Now show that it is you, ${typed.email}.`}>
        <Suspense>
          <CodeStep onProof={(proof) => enter(logIn({ ...typed, ...proof }))} onBack={() => setCodeWanted(false)} />
        </Suspense>
      </AuthLayout>
    )
  return (
    <AuthLayout
      title="Log in"
      foot={
        <>
          New here?{' '}
          <Link to="/sign-up" className="font-medium text-link underline underline-offset-4">
            Create an account
          </Link>
        </>
      }
    >
      {greeting && failure === undefined && (
        <p role="status" className="rounded-md bg-ok-bg px-3 py-2 text-sm font-medium text-ok">
          {greeting}
        </p>
      )}
      {failure !== undefined && (
        <div
          role="alert"
          className="grid gap-2 rounded-md border border-bad/25 bg-bad-bg px-3 py-2 text-sm font-medium text-bad"
        >
          {messageOf(failure)}
          <Suspense>{hasCode(failure, 'auth.email_not_verified') && <Resend email={typed.email} />}</Suspense>
        </div>
      )}
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <TextField label="Work e-mail" name="email" type="email" autoComplete="username webauthn" autoFocus />
        <PasswordField label="Password" name="password" autoComplete="current-password" />
        <Button type="submit" variant="primary" size="lg" busy={busy} busyLabel="Logging in…">
          Log in
        </Button>
        <Link
          to="/forgot-password"
          state={{ email: typed.email }}
          className="justify-self-start text-sm font-medium text-link underline underline-offset-4 pointer-coarse:py-3"
        >
          Forgot your password?
        </Link>
      </form>
      <Suspense fallback={<div className="h-10 pointer-coarse:h-11" />}>
        <OtherWays onSession={tryToEnter} />
      </Suspense>
    </AuthLayout>
  )
}
