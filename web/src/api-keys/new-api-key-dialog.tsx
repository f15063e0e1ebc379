import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { ApiKeyWithSecret, Scope } from '#modules/api-keys/schemas.ts'
import { createApiKey } from '#web/api-keys/api.ts'
import { networkPointers, readNetworks } from '#web/api-keys/read-networks.ts'
import { ScopePicker } from '#web/api-keys/scope-picker.tsx'
import { Secret } from '#web/api-keys/secret.tsx'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'

type Fields = { name: string; scopes: Scope[]; expires_in_days: string; allowed_networks: string }

export function NewApiKeyDialog({ scopes, onClose }: { scopes: Scope[]; onClose: () => void }) {
  const queryClient = useQueryClient()
  const [created, setCreated] = useState<ApiKeyWithSecret>()
  const form = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: { name: '', scopes: [], expires_in_days: '365', allowed_networks: '' },
  })
  const { errors, isSubmitting } = form.formState

  async function create({ name, scopes: chosen, expires_in_days, allowed_networks }: Fields) {
    if (chosen.length === 0) return form.setError('scopes', { message: 'Choose what the key may do.' })
    try {
      setCreated(
        await createApiKey({
          name: name.trim(),
          scopes: chosen,
          expires_in_days: Number(expires_in_days),
          allowed_networks: readNetworks(allowed_networks),
        }),
      )
      return await queryClient.invalidateQueries({ queryKey: ['api-keys'] })
    } catch (error) {
      return placeProblem(error, form, networkPointers)
    }
  }

  if (created) return <Secret apiKey={created} onClose={onClose} />
  return (
    <Dialog wide title="New API key" description="The key is shown once, when it is made." onClose={onClose}>
      <form noValidate onSubmit={(event) => void form.handleSubmit(create)(event)} className="grid gap-4">
        <FormError>{errors.root?.message}</FormError>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Name"
            placeholder="Web shop"
            hint="Which program has it; the audit trail names it"
            maxLength={100}
            autoComplete="off"
            autoFocus
            error={errors.name?.message}
            {...form.register('name', required('Name the program that will have the key.'))}
          />
          <Select label="Works for" error={errors.expires_in_days?.message} {...form.register('expires_in_days')}>
            <option value="30">30 days</option>
            <option value="90">90 days</option>
            <option value="365">1 year</option>
            <option value="730">2 years</option>
          </Select>
        </div>
        <ScopePicker
          scopes={scopes}
          value={form.watch('scopes')}
          error={errors.scopes?.message}
          onChange={(chosen) => {
            form.clearErrors('scopes')
            form.setValue('scopes', chosen)
          }}
        />
        <TextArea
          label="Works only from"
          optional
          rows={2}
          placeholder="203.0.113.7, 198.51.100.0/24"
          hint="Addresses or networks of the program; empty for any"
          spellCheck={false}
          error={errors.allowed_networks?.message}
          {...form.register('allowed_networks')}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Making…">
            Make the key
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
