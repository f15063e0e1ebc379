import { Link, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { AuthLayout } from '#web/auth/auth-layout.tsx'
import { MailboxLink } from '#web/auth/mailbox-link.tsx'
import { Resend } from '#web/auth/resend.tsx'
import { TextField } from '#web/ui/field.tsx'
import { useTitle } from '#web/ui/title.ts'

export function CheckMailPage() {
  useTitle('Check your mail')
  const email = useRouterState({ select: (state) => state.location.state.email })
  return (
    <AuthLayout
      title="Check your mail"
      lead={
        email ? (
          <>
            We sent a link to <strong className="font-semibold wrap-anywhere text-ink">{email}</strong>. Open it to
            confirm that the address is yours.
          </>
        ) : (
          'Open the link we sent you to confirm that the address is yours.'
        )
      }
      foot={
        <>
          Wrong address?{' '}
          <Link to="/sign-up" className="font-medium text-link underline underline-offset-4">
            Start again
          </Link>
        </>
      }
    >
      <MailboxLink email={email} />
      {email ? <Resend email={email} sent /> : <ResendTo />}
    </AuthLayout>
  )
}

/** For somebody who comes back later, without the address at hand. */
export function ResendTo() {
  const [email, setEmail] = useState('')
  return (
    <div className="grid gap-3">
      <TextField
        label="Work e-mail"
        type="email"
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        hint="If it waits for confirmation, we send a new link."
      />
      <Resend key={email} email={email} />
    </div>
  )
}
