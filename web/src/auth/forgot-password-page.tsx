import { Link, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { AuthLayout } from '#web/auth/auth-layout.tsx'
import { MailboxLink } from '#web/auth/mailbox-link.tsx'
import { requestPasswordReset } from '#web/auth/account-api.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { emailRule, FormError, placeProblem, required } from '#web/ui/form.tsx'
import { useTitle } from '#web/ui/title.ts'

const back = (
  <Link to="/login" className="font-medium text-link underline underline-offset-4">
    Back to the log-in
  </Link>
)

/** Says the same for every address, as the server does. */
export function ForgotPasswordPage() {
  useTitle('Forgotten password')
  const typed = useRouterState({ select: (state) => state.location.state.email })
  const [sentTo, setSentTo] = useState<string>()
  const form = useForm({ mode: 'onTouched', defaultValues: { email: typed ?? '' } })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async ({ email }) => {
    try {
      await requestPasswordReset(email.trim())
      setSentTo(email.trim())
    } catch (error) {
      placeProblem(error, form)
    }
  })

  if (sentTo)
    return (
      <AuthLayout
        title="Check your mail"
        lead={
          <>
            If <strong className="font-semibold wrap-anywhere text-ink">{sentTo}</strong> has an account, a link is on
            its way. It works once, within 30 minutes.
          </>
        }
        foot={back}
      >
        <MailboxLink email={sentTo} />
        <p className="text-sm text-ink-2">
          Nothing came? Look among unwanted mail, or wait a minute and{' '}
          <button
            type="button"
            onClick={() => setSentTo(undefined)}
            className="font-medium text-link underline underline-offset-4 pointer-coarse:min-h-11"
          >
            ask again
          </button>
          .
        </p>
      </AuthLayout>
    )
  return (
    <AuthLayout
      title="Set a new password"
      lead="We send a link to your address. It opens a page where you choose a new password."
      foot={back}
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormError>{errors.root?.message}</FormError>
        <TextField
          label="Work e-mail"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoFocus
          error={errors.email?.message}
          {...form.register('email', { ...required('Type the address you log in with.'), ...emailRule })}
        />
        <Button type="submit" variant="primary" size="lg" busy={isSubmitting} busyLabel="Sending…">
          Send the link
        </Button>
      </form>
    </AuthLayout>
  )
}
