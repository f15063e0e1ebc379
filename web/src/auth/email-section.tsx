import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useMe } from '#web/app/session.ts'
import { MailboxLink } from '#web/auth/mailbox-link.tsx'
import { changeEmail } from '#web/auth/account-api.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { emailRule, FormError, FormSection, placeProblem, required } from '#web/ui/form.tsx'

export function EmailSection() {
  const { email } = useMe()
  const [sentTo, setSentTo] = useState<string>()
  const form = useForm({ mode: 'onTouched', defaultValues: { email: '' } })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (typed) => {
    try {
      await changeEmail(typed.email.trim())
      setSentTo(typed.email.trim())
      form.reset()
    } catch (error) {
      placeProblem(error, form, { 'auth.email_unchanged': 'email' })
    }
  })

  return (
    <FormSection title="E-mail address" hint="You log in with it. It changes when the old and the new address confirm.">
      <p className="text-sm">
        You log in with <strong className="font-semibold wrap-anywhere">{email}</strong>.
      </p>
      {sentTo ? (
        <div className="grid gap-3" role="status">
          <p className="text-sm text-ink-2">
            Two mails are on their way, to {email} and to {sentTo}. Open the link in each within 24 hours; until then
            nothing changes.
          </p>
          <MailboxLink email={undefined} />
          <div>
            <Button onClick={() => setSentTo(undefined)}>Name another address</Button>
          </div>
        </div>
      ) : (
        <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
          <FormError>{errors.root?.message}</FormError>
          <TextField
            label="New address"
            type="email"
            inputMode="email"
            autoComplete="email"
            error={errors.email?.message}
            {...form.register('email', { ...required('Type the new address.'), ...emailRule })}
          />
          <div>
            <Button type="submit" busy={isSubmitting} busyLabel="Sending…">
              Change address
            </Button>
          </div>
        </form>
      )}
    </FormSection>
  )
}
