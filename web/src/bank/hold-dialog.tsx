import { useForm } from 'react-hook-form'
import { formatMoney, today } from '#web/api/format.ts'
import type { BankTransaction } from '#web/bank/queries.ts'
import type { Matching } from '#web/bank/use-matching.ts'
import { addDays, lastDayOf } from '#web/payments/days.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem } from '#web/ui/form.tsx'

type Fields = { held_until: string; note: string }

/** Puts money aside until a day, with what is waited for. */
export function HoldDialog(props: { row: BankTransaction; matching: Matching; onClose: () => void }) {
  const { row, matching, onClose } = props
  const day = today()
  const form = useForm<Fields>({ defaultValues: { held_until: addDays(day, 7), note: '' } })
  const { errors, isSubmitting } = form.formState
  const ends = lastDayOf(day.slice(0, 7))
  const choices = [
    ['Tomorrow', addDays(day, 1)],
    ['In a week', addDays(day, 7)],
    ...(ends > addDays(day, 1) ? [['End of the month', ends] as const] : []),
  ] as const

  async function save({ held_until, note }: Fields) {
    try {
      await matching.hold(row, held_until, note.trim() || null)
      onClose()
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <Dialog
      title={`Put ${formatMoney(row.amount_cents)} on hold`}
      description="It waits again by itself from that day on."
      onClose={onClose}
    >
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <div className="grid gap-2">
          <TextField
            label="Till"
            autoFocus
            type="date"
            min={addDays(day, 1)}
            error={errors.held_until?.message}
            {...form.register('held_until', {
              validate: (value) => value > day || 'Choose a day after today.',
            })}
          />
          <div className="flex flex-wrap gap-1.5">
            {choices.map(([words, value]) => (
              <Button
                key={words}
                size="sm"
                onClick={() => form.setValue('held_until', value, { shouldValidate: true })}
              >
                {words}
              </Button>
            ))}
          </div>
        </div>
        <TextField
          label="What is waited for"
          optional
          maxLength={500}
          autoComplete="off"
          placeholder="Asked who sent it"
          error={errors.note?.message}
          {...form.register('note')}
        />
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Holding…">
            Put on hold
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
