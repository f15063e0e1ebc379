import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { ApiKey, ApiKeyWithSecret } from '#modules/api-keys/schemas.ts'
import { rotateApiKey } from '#web/api-keys/api.ts'
import { Secret } from '#web/api-keys/secret.tsx'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError, placeProblem } from '#web/ui/form.tsx'

/** A new key beside the old one, which goes on for a while, so that a program can change over without a pause. */
export function RotateDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const queryClient = useQueryClient()
  const [rotated, setRotated] = useState<ApiKeyWithSecret>()
  const form = useForm({ defaultValues: { overlap_hours: '24' } })
  const { errors, isSubmitting } = form.formState

  async function rotate({ overlap_hours }: { overlap_hours: string }) {
    try {
      setRotated(await rotateApiKey(apiKey.id, { overlap_hours: Number(overlap_hours) }))
      await queryClient.invalidateQueries({ queryKey: ['api-keys'] })
    } catch (error) {
      placeProblem(error, form)
    }
  }

  if (rotated) return <Secret apiKey={rotated} onClose={onClose} />
  return (
    <Dialog
      title={`Rotate ${apiKey.name}`}
      description="You get a new key with the same rights. The old one works beside it for as long as you say."
      onClose={onClose}
    >
      <form noValidate onSubmit={(event) => void form.handleSubmit(rotate)(event)} className="grid gap-4">
        <FormError>{errors.root?.message}</FormError>
        <Select label="The old key works for another" autoFocus {...form.register('overlap_hours')}>
          <option value="0">0 hours: it stops at once</option>
          <option value="1">1 hour</option>
          <option value="24">24 hours</option>
          <option value="72">3 days</option>
          <option value="168">7 days</option>
        </Select>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Rotating…">
            Rotate the key
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
