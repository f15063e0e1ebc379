import { Link, useNavigate } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { register as createAccount } from '#web/auth/sign-up-api.ts'
import { AuthLayout } from '#web/auth/auth-layout.tsx'
import { NewPasswordField } from '#web/auth/new-password-field.tsx'
import { countCharacters, longEnough, shortest } from '#web/auth/password-length.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { emailRule, FormError, placeProblem, required } from '#web/ui/form.tsx'
import { useTitle } from '#web/ui/title.ts'

type SignUp = { name: string; email: string; password: string }

export function SignUpPage() {
  useTitle('Create an account')
  const navigate = useNavigate()
  const form = useForm<SignUp>({ mode: 'onTouched', defaultValues: { name: '', email: '', password: '' } })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (typed) => {
    const email = typed.email.trim()
    try {
      await createAccount({ ...typed, email, timezone: Intl.DateTimeFormat().resolvedOptions().timeZone })
      await navigate({ to: '/verify', state: { email } })
    } catch (error) {
      placeProblem(error, form)
    }
  })

  return (
    <AuthLayout
      title="Create your account"
      lead="One minute, no card. Your company comes next."
      foot={
        <>
          Have an account?{' '}
          <Link to="/login" className="font-medium text-link underline underline-offset-4">
            Log in
          </Link>
        </>
      }
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormError>{errors.root?.message}</FormError>
        <TextField
          label="Your name"
          autoComplete="name"
          autoFocus
          error={errors.name?.message}
          {...form.register('name', {
            ...required('Type the name your colleagues know you by.'),
            maxLength: { value: 100, message: 'Use 100 characters or fewer.' },
          })}
        />
        <TextField
          label="Work e-mail"
          type="email"
          autoComplete="username"
          inputMode="email"
          error={errors.email?.message}
          {...form.register('email', { ...required('Type your work e-mail address.'), ...emailRule })}
        />
        <NewPasswordField
          label="Password"
          length={countCharacters(form.watch('password'))}
          error={errors.password?.message}
          {...form.register('password', longEnough(shortest.alone))}
        />
        <Button type="submit" variant="primary" size="lg" busy={isSubmitting} busyLabel="Creating your account…">
          Create account
        </Button>
      </form>
    </AuthLayout>
  )
}
