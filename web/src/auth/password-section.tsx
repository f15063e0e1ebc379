import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { useMe } from '#web/app/session.ts'
import { NewPasswordField } from '#web/auth/new-password-field.tsx'
import { PasswordField } from '#web/auth/password-field.tsx'
import { countCharacters, longEnough, shortest } from '#web/auth/password-length.ts'
import { factorsQuery, hasSecondFactor } from '#web/auth/queries.ts'
import { changePassword } from '#web/auth/account-api.ts'
import { Button } from '#web/ui/button.tsx'
import { FormError, FormSection, placeProblem, required } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

const empty = { current_password: '', password: '' }

export function PasswordSection() {
  const { email } = useMe()
  const queryClient = useQueryClient()
  const form = useForm({ mode: 'onTouched', defaultValues: empty })
  const { errors, isSubmitting } = form.formState
  const factors = useQuery(factorsQuery).data
  const minimum = hasSecondFactor(factors) ? shortest.beside_second_factor : shortest.alone

  const submit = form.handleSubmit(async ({ current_password, password }) => {
    try {
      const { ended_count } = await changePassword(current_password, password)
      form.reset(empty)
      toast({ title: 'Password changed', description: loggedOut(ended_count) })
      void queryClient.invalidateQueries({ queryKey: ['security'] })
    } catch (error) {
      placeProblem(error, form)
    }
  })

  return (
    <FormSection title="Password" hint="Changing it logs you out everywhere but here.">
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormError>{errors.root?.message}</FormError>
        <input type="hidden" name="email" value={email} autoComplete="username" />
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          error={errors.current_password?.message}
          {...form.register('current_password', required('Type the password you log in with today.'))}
        />
        <NewPasswordField
          label="New password"
          minimum={minimum}
          length={countCharacters(form.watch('password'))}
          error={errors.password?.message}
          {...form.register('password', longEnough(minimum))}
        />
        <div>
          <Button type="submit" busy={isSubmitting} busyLabel="Changing…">
            Change password
          </Button>
        </div>
      </form>
    </FormSection>
  )
}

function loggedOut(count: number): string {
  if (count === 0) return 'You were logged in nowhere else.'
  return `${count} other ${count === 1 ? 'session was' : 'sessions were'} logged out.`
}
