import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { isStatus, messageOf } from '#web/api/problem.ts'
import { AuthLayout } from '#web/auth/auth-layout.tsx'
import { NewPasswordField } from '#web/auth/new-password-field.tsx'
import { countCharacters } from '#web/auth/password-length.ts'
import { resetPassword } from '#web/auth/account-api.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { FormError, placeProblem } from '#web/ui/form.tsx'
import { useTitle } from '#web/ui/title.ts'

const route = getRouteApi('/reset-password/$token')

/** The token is used up by a password that is accepted, so one that is refused can be typed again. */
export function ResetPasswordPage() {
  useTitle('Set a new password')
  const { token } = route.useParams()
  const navigate = useNavigate()
  const [expired, setExpired] = useState<string>()
  const form = useForm({ mode: 'onTouched', defaultValues: { password: '' } })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async ({ password }) => {
    try {
      await resetPassword(token, password)
      const greeting = 'Your new password is set, and every session was logged out. Log in with it to go on.'
      await navigate({ to: '/login', state: { greeting }, replace: true })
    } catch (error) {
      if (isStatus(error, 410)) setExpired(messageOf(error))
      else placeProblem(error, form)
    }
  })

  if (expired)
    return (
      <AuthLayout title="This link no longer works" lead={expired}>
        <Link to="/forgot-password" className={buttonClass('primary', 'lg')}>
          Send a new link
        </Link>
      </AuthLayout>
    )
  return (
    <AuthLayout title="Set a new password" lead="Afterwards you are logged out everywhere, and log in with it.">
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormError>{errors.root?.message}</FormError>
        <NewPasswordField
          label="New password"
          autoFocus
          length={countCharacters(form.watch('password'))}
          error={errors.password?.message}
          {...form.register('password', { required: 'Type a new password.' })}
        />
        <Button type="submit" variant="primary" size="lg" busy={isSubmitting} busyLabel="Setting…">
          Set the password
        </Button>
      </form>
    </AuthLayout>
  )
}
