import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import type { NewAddOn, Subscription } from '#modules/subscriptions/schemas.ts'
import { refreshSubscription } from '#web/subscriptions/api.ts'
import { AddOnSelect } from '#web/subscriptions/price-picker.tsx'
import { often } from '#web/subscriptions/words.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

type Fields = { price_id: string; quantity: string }
type Props = {
  subscription: Subscription
  onAdd: (input: NewAddOn) => Promise<Subscription>
  onClose: () => void
}

export function AddOnDialog({ subscription, onAdd, onClose }: Props) {
  const queryClient = useQueryClient()
  const form = useForm<Fields>({ mode: 'onTouched', defaultValues: { price_id: '', quantity: '1' } })
  const { errors, isSubmitting } = form.formState
  const { billing_interval } = subscription.price

  async function save({ price_id, quantity }: Fields) {
    try {
      void refreshSubscription(queryClient, await onAdd({ price_id, quantity: Number(quantity) }))
      toast({ title: 'Add-on added' })
      onClose()
    } catch (error) {
      placeProblem(error, form, { 'subscriptions.add_on_taken': 'price_id' })
    }
  }

  return (
    <Dialog
      title="Add an add-on"
      description="For the rest of the period it goes on the next invoice in proportion, then in full with each renewal."
      onClose={onClose}
    >
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <AddOnSelect
          label="Add-on"
          hint={`Those that are billed ${often[billing_interval].toLowerCase()}, as the plan is`}
          interval={billing_interval}
          error={errors.price_id?.message}
          {...form.register('price_id', { required: 'Choose an add-on.' })}
        />
        <TextField
          label="Quantity"
          inputMode="numeric"
          autoComplete="off"
          error={errors.quantity?.message}
          {...form.register('quantity', wholeNumber)}
        />
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Adding…">
            Add add-on
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

export const wholeNumber = {
  pattern: { value: /^\s*[1-9]\d{0,6}\s*$/, message: 'Type a whole number from 1.' },
  required: 'Type a whole number from 1.',
}
