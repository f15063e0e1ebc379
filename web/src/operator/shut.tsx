import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { disable, enable } from '#web/operator/api.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

type Props = { kind: 'organizations' | 'users'; id: string; name: string; isDisabled: boolean; consequence: string }

/** Shuts somebody out with a reason, or lets them in again. */
export function Shut({ kind, id, name, isDisabled, consequence }: Props) {
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const form = useForm({ mode: 'onTouched', defaultValues: { reason: '' } })
  const { errors, isSubmitting } = form.formState
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['operator'] })

  async function open() {
    try {
      await enable(kind, id)
      toast({ title: `${name} is enabled again` })
      await refresh()
    } catch (error) {
      toastError(`${name} was not enabled`, error)
    }
  }

  async function shut({ reason }: { reason: string }) {
    try {
      await disable(kind, id, reason.trim())
      toast({ title: `${name} is disabled` })
      await refresh()
      setAsking(false)
    } catch (error) {
      placeProblem(error, form)
    }
  }

  if (isDisabled) return <Button onClick={() => void open()}>Enable again</Button>
  return (
    <>
      <Button onClick={() => setAsking(true)}>Disable…</Button>
      {asking && (
        <Dialog title={`Disable ${name}?`} description={consequence} onClose={() => setAsking(false)}>
          <form
            noValidate
            onSubmit={(event) => void form.handleSubmit(shut)(event)}
            className="grid grid-cols-[minmax(0,1fr)] gap-4"
          >
            <FormError>{errors.root?.message}</FormError>
            <TextField
              label="Reason"
              hint="Stands in the audit trail"
              maxLength={500}
              autoFocus
              error={errors.reason?.message}
              {...form.register('reason', required('Say why.'))}
            />
            <div className="flex flex-wrap justify-end gap-2">
              <Button onClick={() => setAsking(false)}>Cancel</Button>
              <Button type="submit" variant="danger" size="long" busy={isSubmitting} busyLabel="Disabling…">
                Disable {name}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  )
}
