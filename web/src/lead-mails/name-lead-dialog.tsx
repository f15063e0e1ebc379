import { useForm } from 'react-hook-form'
import type { LeadMail } from '#modules/lead-mails/schemas.ts'
import { useDecide } from '#web/lead-mails/use-decide.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'

/** For a mail that does not say whom it is about. */
export function NameLeadDialog({ mail, onClose }: { mail: LeadMail; onClose: () => void }) {
  const { makeNamed } = useDecide()
  const form = useForm({ mode: 'onTouched', defaultValues: { name: '' } })
  const { errors, isSubmitting } = form.formState

  async function submit({ name }: { name: string }) {
    try {
      await makeNamed(mail, name)
      onClose()
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <Dialog title="Make a lead" onClose={onClose}>
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(submit)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <TextField
          label="Name"
          hint="The mail does not say whom it is about."
          maxLength={200}
          error={errors.name?.message}
          {...form.register('name', required('Type a name.'))}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Making…">
            Make lead
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
