import { useForm } from 'react-hook-form'
import { formatMoney } from '#web/api/format.ts'
import type { BankTransaction } from '#web/bank/queries.ts'
import type { Matching } from '#web/bank/use-matching.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'

const usual = ['Interest of the bank', 'Between own accounts', 'Refund of a supplier', 'Grant', 'Money of the owner']

/** It is no payment of a customer; why is kept. */
export function IgnoreDialog(props: { row: BankTransaction; matching: Matching; onClose: () => void }) {
  const { row, matching, onClose } = props
  const form = useForm<{ note: string }>({ defaultValues: { note: '' } })
  const { errors, isSubmitting } = form.formState

  async function save({ note }: { note: string }) {
    try {
      await matching.ignore(row, note.trim())
      onClose()
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <Dialog
      title={`Ignore ${formatMoney(row.amount_cents)}`}
      description="It is no payment of a customer. You can take it up again at any time."
      onClose={onClose}
    >
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <div className="grid gap-2">
          <TextField
            label="Why"
            autoFocus
            maxLength={500}
            autoComplete="off"
            error={errors.note?.message}
            {...form.register('note', required('Say what it is, such as interest of the bank.'))}
          />
          <div className="flex flex-wrap gap-1.5">
            {usual.map((words) => (
              <Button
                key={words}
                size="sm"
                onClick={() => form.setValue('note', words, { shouldValidate: form.formState.isSubmitted })}
              >
                {words}
              </Button>
            ))}
          </div>
        </div>
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Ignoring…">
            Ignore
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
