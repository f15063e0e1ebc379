import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { meQuery, useMe, useOrganization } from '#web/app/session.ts'
import { changeMe } from '#web/auth/account-api.ts'
import { ThemePicker } from '#web/auth/theme-picker.tsx'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, FormSection, LeaveGuard, placeProblem, required } from '#web/ui/form.tsx'
import { useTitle } from '#web/ui/title.ts'
import { toast } from '#web/ui/toast.ts'

const near = [
  'Asia/Singapore',
  'Asia/Kuala_Lumpur',
  'Asia/Jakarta',
  'Asia/Hong_Kong',
  'Asia/Kolkata',
  'Australia/Sydney',
]
const zones = Intl.supportedValuesOf('timeZone')

export function ProfilePage() {
  useTitle('Your profile', 'Settings')
  const me = useMe()
  const { slug } = useOrganization()
  const queryClient = useQueryClient()
  const form = useForm({ mode: 'onTouched', defaultValues: { name: me.name, timezone: me.timezone } })
  const { errors, isDirty, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (typed) => {
    try {
      const saved = await changeMe({ ...typed, name: typed.name.trim() })
      queryClient.setQueryData(meQuery.queryKey, saved)
      form.reset({ name: saved.name, timezone: saved.timezone })
      toast({ title: 'Profile saved' })
    } catch (error) {
      placeProblem(error, form)
    }
  })

  return (
    <div className="max-w-3xl">
      <LeaveGuard when={isDirty && !isSubmitting} />
      <form noValidate onSubmit={(event) => void submit(event)} className="border-b border-line">
        <FormSection title="You" hint="Your name stands beside what you do in the activity feed.">
          <FormError>{errors.root?.message}</FormError>
          <TextField
            label="Name"
            autoComplete="name"
            error={errors.name?.message}
            {...form.register('name', {
              ...required('Type your name.'),
              maxLength: { value: 100, message: 'Use 100 characters or fewer.' },
            })}
          />
          <TextField
            label="Work e-mail"
            value={me.email}
            readOnly
            hint={
              <>
                You log in with it; change it under{' '}
                <Link to="/app/$slug/settings/$" params={{ slug, _splat: 'security' }} className="text-link underline">
                  Security
                </Link>
              </>
            }
          />
          <Select label="Time zone" error={errors.timezone?.message} {...form.register('timezone')}>
            <optgroup label="Near">
              {near.map((zone) => (
                <option key={zone} value={zone}>
                  {words(zone)}
                </option>
              ))}
            </optgroup>
            <optgroup label="All">
              {[...new Set([me.timezone, ...zones])]
                .filter((zone) => !near.includes(zone))
                .map((zone) => (
                  <option key={zone} value={zone}>
                    {words(zone)}
                  </option>
                ))}
            </optgroup>
          </Select>
          <div>
            <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
              Save profile
            </Button>
          </div>
        </FormSection>
      </form>
      <div className="pt-6">
        <FormSection title="Theme" hint="Kept in this browser. Paper is always light.">
          <ThemePicker />
        </FormSection>
      </div>
    </div>
  )
}

const words = (zone: string) => zone.replaceAll('_', ' ').replace('/', ' / ')
