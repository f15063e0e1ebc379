import { useForm } from 'react-hook-form'
import type { Passkey, PasskeyAdded } from '#modules/auth/schemas.ts'
import { addPasskey, renamePasskey } from '#web/auth/factors-api.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'

type Props<T> = { onDone: (result: T) => void; onClose: () => void }

export function NewPasskeyDialog({ onDone, onClose }: Props<PasskeyAdded>) {
  return (
    <Dialog
      title="Add a passkey"
      description="Your browser asks where to keep it: on this device, on a phone, or on a security key."
      onClose={onClose}
    >
      <NameForm
        name=""
        optional
        submitLabel="Add the passkey"
        busyLabel="Waiting for your device…"
        onName={async (name) => onDone(await addPasskey(name))}
        onClose={onClose}
      />
    </Dialog>
  )
}

export function RenamePasskeyDialog({ passkey, onDone, onClose }: Props<Passkey> & { passkey: Passkey }) {
  return (
    <Dialog title={`Rename ${passkey.name}`} onClose={onClose}>
      <NameForm
        name={passkey.name}
        submitLabel="Rename the passkey"
        busyLabel="Renaming…"
        onName={async (name) => onDone(await renamePasskey(passkey.id, name))}
        onClose={onClose}
      />
    </Dialog>
  )
}

type NameFormProps = {
  name: string
  optional?: boolean
  submitLabel: string
  busyLabel: string
  onName: (name: string) => Promise<void>
  onClose: () => void
}

function NameForm({ name, optional = false, submitLabel, busyLabel, onName, onClose }: NameFormProps) {
  const form = useForm({ defaultValues: { name } })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (typed) => {
    try {
      await onName(typed.name.trim())
    } catch (error) {
      placeProblem(error, form)
    }
  })
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <FormError>{errors.root?.message}</FormError>
      <TextField
        label="Name"
        optional={optional}
        autoFocus
        autoComplete="off"
        hint="For telling it from others, such as work laptop"
        error={errors.name?.message}
        {...form.register('name', {
          ...(!optional && required('Type a name.')),
          maxLength: { value: 60, message: 'Use 60 characters or fewer.' },
        })}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={isSubmitting} busyLabel={busyLabel}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}
