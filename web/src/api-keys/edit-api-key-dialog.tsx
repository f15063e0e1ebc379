import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import type { ApiKey } from '#modules/api-keys/schemas.ts'
import { changeApiKey } from '#web/api-keys/api.ts'
import { networkPointers, readNetworks } from '#web/api-keys/read-networks.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

export function EditApiKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const queryClient = useQueryClient()
  const form = useForm({
    mode: 'onTouched',
    defaultValues: { name: apiKey.name, allowed_networks: apiKey.allowed_networks.join('\n') },
  })
  const { errors, isSubmitting } = form.formState

  async function save({ name, allowed_networks }: { name: string; allowed_networks: string }) {
    try {
      await changeApiKey(apiKey, { name: name.trim(), allowed_networks: readNetworks(allowed_networks) })
      toast({ title: `${name.trim()} was saved` })
      await queryClient.invalidateQueries({ queryKey: ['api-keys'] })
      onClose()
    } catch (error) {
      placeProblem(error, form, networkPointers)
    }
  }

  return (
    <Dialog
      title={`Name and addresses of ${apiKey.name}`}
      description="What a key may do stays as it was made. For other rights make another key."
      onClose={onClose}
    >
      <form noValidate onSubmit={(event) => void form.handleSubmit(save)(event)} className="grid gap-4">
        <FormError>{errors.root?.message}</FormError>
        <TextField
          label="Name"
          maxLength={100}
          autoComplete="off"
          error={errors.name?.message}
          {...form.register('name', required('Name the program that has the key.'))}
        />
        <TextArea
          label="Works only from"
          optional
          hint="Addresses or networks, one a line; empty for any"
          spellCheck={false}
          error={errors.allowed_networks?.message}
          {...form.register('allowed_networks')}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
