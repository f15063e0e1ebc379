import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { formatDate } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { CustomerPicker } from '#web/customers/customer-picker.tsx'
import { NewCustomerDialog } from '#web/customers/new-customer-dialog.tsx'
import { terms as inWords } from '#web/customers/terms.ts'
import type { DraftForm } from '#web/invoices/draft-form.ts'
import type { Preview } from '#web/invoices/use-preview.ts'
import type { Option } from '#web/ui/combobox.tsx'
import { TextField } from '#web/ui/field.tsx'

type Props = {
  customer: Option | null
  onCustomer: (customer: Option | null) => void
  terms: number | undefined
  preview: Preview
}

/** Who, until when, and their reference. */
export function DraftDetails({ customer, onCustomer, terms, preview }: Props) {
  const { register, formState, watch } = useFormContext<DraftForm>()
  const { errors } = formState
  const canCreate = useCan('customers.write')
  const [newName, setNewName] = useState<string>()
  const byTerms = watch('due_date') === '' && terms !== undefined && preview.computed?.due_date
  return (
    <div className="grid gap-4 pb-6 md:grid-cols-2">
      <div data-customer className="md:col-span-2">
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
        label="Due date"
        type="date"
        optional
        error={errors.due_date?.message}
        hint={
          byTerms
            ? `Left empty: ${formatDate(byTerms)}, by their terms (${inWords(terms).toLowerCase()})`
            : 'Left empty: by the customer’s terms'
        }
        {...register('due_date')}
      />
      <TextField
        label="Reference"
        optional
        hint="Their purchase order or project; printed"
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
