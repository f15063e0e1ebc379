import { useForm } from 'react-hook-form'
import type { OrganizationView } from '#modules/operator/schemas.ts'
import { impersonate } from '#web/operator/api.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Checkbox, Select } from '#web/ui/choice.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'

type Fields = { user_id: string; minutes: string; reason: string; is_write_wanted: boolean }

/** Enters an organisation that lets the operator in, as one of its members sees it. */
export function ImpersonateDialog({ organization, onClose }: { organization: OrganizationView; onClose: () => void }) {
  const form = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: { user_id: '', minutes: '30', reason: '', is_write_wanted: false },
  })
  const { errors, isSubmitting } = form.formState

  async function enter({ user_id, minutes, reason, is_write_wanted }: Fields) {
    try {
      await impersonate(organization.id, {
        ...(user_id && { user_id }),
        minutes: Number(minutes),
        reason: reason.trim(),
        is_read_only: !is_write_wanted,
      })
      // Another organisation is another document, with nothing cached from the console.
      location.assign(`/app/${organization.slug}`)
      await new Promise(() => {})
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <Dialog
      title={`Stand in at ${organization.name}`}
      description="Your name and theirs are on everything that happens, and the organisation sees that you were there."
      onClose={onClose}
    >
      <form noValidate onSubmit={(event) => void form.handleSubmit(enter)(event)} className="grid gap-4">
        <FormError>{errors.root?.message}</FormError>
        <Select label="As" autoFocus {...form.register('user_id')}>
          <option value="">{organization.support.access?.granted_by_name}, who lets you in</option>
          {organization.members.map((member) => (
            <option key={member.id} value={member.id}>
              {member.name}, {member.role_name}
            </option>
          ))}
        </Select>
        <Select label="For" {...form.register('minutes')}>
          <option value="15">15 minutes</option>
          <option value="30">30 minutes</option>
          <option value="60">60 minutes</option>
        </Select>
        <TextField
          label="Reason"
          hint="Shown in the banner and in the trail of the organisation"
          maxLength={500}
          error={errors.reason?.message}
          {...form.register('reason', required('Say what you are there for.'))}
        />
        {organization.support.access?.is_write_allowed && (
          <Checkbox
            label="Change things, too"
            hint="Customers, invoices and payments; never the team, the settings or keys"
            {...form.register('is_write_wanted')}
          />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Entering…">
            Stand in
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
