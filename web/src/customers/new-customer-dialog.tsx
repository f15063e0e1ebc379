import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { createCustomer } from '#web/customers/api.ts'
import { blankFields, type CustomerFields, toInput } from '#web/customers/customer-fields.ts'
import { AddressFields, EmailField, WhoFields } from '#web/customers/customer-form.tsx'
import { customerQuery } from '#web/customers/queries.ts'
import { Button } from '#web/ui/button.tsx'
import type { Option } from '#web/ui/combobox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError, placeProblem } from '#web/ui/form.tsx'

type Props = { name: string; onCreated: (customer: Option) => void; onClose: () => void }

/** Adds whom an invoice needs without leaving the invoice; the rest of the details can wait. */
export function NewCustomerDialog({ name, onCreated, onClose }: Props) {
  const queryClient = useQueryClient()
  const form = useForm<CustomerFields>({ mode: 'onTouched', defaultValues: { ...blankFields, name } })
  const { errors, isSubmitting } = form.formState

  async function save(fields: CustomerFields) {
    try {
      const customer = await createCustomer(toInput(fields))
      queryClient.setQueryData(customerQuery(customer.id).queryKey, customer)
      void queryClient.invalidateQueries({ queryKey: ['customers'] })
      onCreated({ value: customer.id, label: customer.name })
      onClose()
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <Dialog title="New customer" onClose={onClose} wide>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          // The invoice's own form is an ancestor in React's tree.
          event.stopPropagation()
          void form.handleSubmit(save)(event)
        }}
      >
        <FormError>{errors.root?.message}</FormError>
        <WhoFields form={form} />
        <EmailField form={form} />
        <AddressFields form={form} />
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Adding…">
            Add customer
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
