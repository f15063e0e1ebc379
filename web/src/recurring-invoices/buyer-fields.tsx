import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { useCan } from '#web/app/session.ts'
import { CustomerPicker } from '#web/customers/customer-picker.tsx'
import { NewCustomerDialog } from '#web/customers/new-customer-dialog.tsx'
import type { RecurringForm } from '#web/recurring-invoices/recurring-form.ts'
import type { Option } from '#web/ui/combobox.tsx'
import { TextField } from '#web/ui/field.tsx'

type Props = { customer: Option | null; onCustomer: (customer: Option | null) => void }

/** Whom it is for, and their reference. */
export function BuyerFields({ customer, onCustomer }: Props) {
  const { register, formState } = useFormContext<RecurringForm>()
  const { errors } = formState
  const canCreate = useCan('customers.write')
  const [newName, setNewName] = useState<string>()
  return (
    <div className="grid gap-4 pb-4 md:grid-cols-2">
      <div data-customer>
        <CustomerPicker
          key={customer?.value ?? 'none'}
          label="Customer"
          error={errors.customer_id?.message}
          value={customer}
          onChange={onCustomer}
          autoFocus={customer === null}
          {...(canCreate && { onCreate: setNewName })}
        />
      </div>
      <TextField
        label="Reference"
        optional
        placeholder="PO 4711, {{month}}"
        maxLength={100}
        autoComplete="off"
        error={errors.reference?.message}
        {...register('reference')}
      />
      {newName !== undefined && (
        <NewCustomerDialog name={newName} onClose={() => setNewName(undefined)} onCreated={onCustomer} />
      )}
    </div>
  )
}
