import { useQueryClient } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { readQuantity } from '#web/invoices/read-quantity.ts'
import { addCharge, refreshSubscription } from '#web/subscriptions/api.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'
import { toast } from '#web/ui/toast.ts'

type Fields = { description: string; quantity: string; unit_price_cents: number | null }

/** Something once, such as setting up, that is billed together with the next period. */
export function ChargeDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const queryClient = useQueryClient()
  const form = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: { description: '', quantity: '1', unit_price_cents: null },
  })
  const { errors, isSubmitting } = form.formState

  async function save({ description, quantity, unit_price_cents }: Fields) {
    try {
      await addCharge(id, {
        description: description.trim(),
        quantity: readQuantity(quantity) ?? quantity,
        unit_price_cents: unit_price_cents ?? 0,
      })
      void refreshSubscription(queryClient)
      toast({ title: 'Charge added', description: 'It goes on the next invoice.' })
      onClose()
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <Dialog title="Add a charge" description="Once, on the next invoice of this subscription." onClose={onClose}>
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <TextField
          label="Description"
          hint="Printed on the invoice"
          maxLength={200}
          autoComplete="off"
          error={errors.description?.message}
          {...form.register('description', required('Say what is charged.'))}
        />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label="Quantity"
            inputMode="decimal"
            autoComplete="off"
            error={errors.quantity?.message}
            {...form.register('quantity', {
              validate: (text) => Boolean(readQuantity(text)) || 'Type a number such as 1.5.',
            })}
          />
          <Controller
            control={form.control}
            name="unit_price_cents"
            rules={{
              validate: (cents) => (cents !== null && !Number.isNaN(cents)) || 'Type an amount such as 1,234.50.',
            }}
            render={({ field }) => (
              <MoneyField label="Price of one" hint="Before GST" error={errors.unit_price_cents?.message} {...field} />
            )}
          />
        </div>
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Adding…">
            Add charge
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
