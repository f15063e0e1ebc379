import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter, useRouterState } from '@tanstack/react-router'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { ApiError, hasCode, messageOf } from '#web/api/problem.ts'
import { instanceQuery, meQuery } from '#web/app/session.ts'
import { enterDemo, logIn } from '#web/auth/api.ts'
import { readForm } from '#web/auth/read-form.ts'
import { AuthLayout } from '#web/auth/auth-layout.tsx'
import { PasswordField } from '#web/auth/password-field.tsx'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { useTitle } from '#web/ui/title.ts'

const route = getRouteApi('/login')
const Resend = lazy(() => import('#web/auth/resend.tsx').then((module) => ({ default: module.Resend })))

export function LoginPage() {
  useTitle('Log in')
  const { next } = route.useSearch()
  const greeting = useRouterState({ select: (state) => state.location.state.greeting })
  const router = useRouter()
  const queryClient = useQueryClient()
  const demo = useQuery(instanceQuery).data?.demo
  const [busy, setBusy] = useState<'form' | 'demo'>()
  const [failure, setFailure] = useState<unknown>()
  const [email, setEmail] = useState('')

  async function enter(kind: 'form' | 'demo', session: ReturnType<typeof enterDemo>) {
    setBusy(kind)
    setFailure(undefined)
    try {
      queryClient.clear()
      queryClient.setQueryData(meQuery.queryKey, (await session).user)
      router.history.push(next ?? '/app')
    } catch (error) {
      setFailure(error)
      setBusy(undefined)
      if (kind === 'form') document.querySelector<HTMLInputElement>('input[name=password]')?.select()
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const text = readForm(event.currentTarget)
    if (!text('email') || !text('password'))
      return setFailure(new ApiError(422, { detail: 'Type your e-mail address and your password.' }))
    setEmail(text('email'))
    void enter('form', logIn({ email: text('email').trim(), password: text('password') }))
  }

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
          <Suspense>{hasCode(failure, 'auth.email_not_verified') && <Resend email={email} />}</Suspense>
        </div>
      )}
      <form noValidate onSubmit={submit} className="grid gap-4">
        <TextField label="Work e-mail" name="email" type="email" autoComplete="username" autoFocus />
        <PasswordField label="Password" name="password" autoComplete="current-password" />
        <Button type="submit" variant="primary" size="lg" busy={busy === 'form'} busyLabel="Logging in…">
          Log in
        </Button>
        <Link
          to="/forgot-password"
          state={{ email }}
          className="justify-self-start text-sm font-medium text-link underline underline-offset-4 pointer-coarse:py-3"
        >
          Forgot your password?
        </Link>
      </form>
      {demo && (
        <div className="grid gap-3">
          <p className="flex items-center gap-3 text-xs text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            or look around first
          </p>
          <Button
            size="lg"
            busy={busy === 'demo'}
            busyLabel="Entering…"
            onClick={() => void enter('demo', enterDemo())}
          >
            Enter the demo as owner
          </Button>
        </div>
      )}
    </AuthLayout>
  )
}
