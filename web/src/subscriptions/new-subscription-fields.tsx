import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { Controller, useFieldArray, type UseFormReturn } from 'react-hook-form'
import { Plus, X } from 'lucide-react'
import { useCan } from '#web/app/session.ts'
import { CustomerPicker } from '#web/customers/customer-picker.tsx'
import { NewCustomerDialog } from '#web/customers/new-customer-dialog.tsx'
import { wholeNumber } from '#web/subscriptions/add-on-dialog.tsx'
import type { Fields } from '#web/subscriptions/new-subscription.ts'
import { AddOnSelect, PricePicker, useChosenPrice } from '#web/subscriptions/price-picker.tsx'
import { plansQuery } from '#web/subscriptions/queries.ts'
import { hasSeats, isPerSeat } from '#web/subscriptions/words.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormSection } from '#web/ui/form.tsx'

type Form = { form: UseFormReturn<Fields> }
type Props = Form & { refused: Record<string, string> }

/** Every field of a new subscription; what the server refuses already stands on its field before it is sent. */
export function NewSubscriptionFields({ form, refused }: Props) {
  return (
    <>
      <FormSection title="Who" hint="The customer who gets the invoices.">
        <Customer form={form} refused={refused} />
      </FormSection>
      <FormSection title="What" hint="One of the prices of a plan that are sold today.">
        <Terms form={form} refused={refused} />
      </FormSection>
      <FormSection title="When" hint="Periods are counted from the first day that costs.">
        <Days form={form} refused={refused} />
      </FormSection>
      <FormSection title="Coupon" hint="If the customer was given one.">
        <div className="max-w-60">
          <TextField
            label="Code"
            optional
            autoCapitalize="characters"
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            error={form.formState.errors.coupon_code?.message ?? refused['/coupon_code']}
            {...form.register('coupon_code')}
          />
        </div>
      </FormSection>
      <FormSection title="Add-ons" hint="Billed with the plan, as often as the plan.">
        <AddOnFields form={form} refused={refused} />
      </FormSection>
    </>
  )
}

function Customer({ form, refused }: Props) {
  const [newName, setNewName] = useState<string>()
  const canCreate = useCan('customers.write')
  return (
    <>
      <Controller
        control={form.control}
        name="customer"
        rules={{ validate: (customer) => customer !== null || 'Choose a customer.' }}
        render={({ field, fieldState }) => (
          <CustomerPicker
            label="Customer"
            error={fieldState.error?.message ?? refused['/customer_id']}
            value={field.value}
            onChange={field.onChange}
            {...(canCreate && { onCreate: setNewName })}
          />
        )}
      />
      {newName !== undefined && (
        <NewCustomerDialog
          name={newName}
          onCreated={(customer) => form.setValue('customer', customer, { shouldDirty: true, shouldValidate: true })}
          onClose={() => setNewName(undefined)}
        />
      )}
    </>
  )
}

function Terms({ form, refused }: Props) {
  const { errors } = form.formState
  const chosen = { plan_id: form.watch('plan_id'), price_id: form.watch('price_id') }
  const price = useChosenPrice(chosen)
  const isCounted = price !== undefined && hasSeats(price)
  useEffect(() => form.setValue('has_quantity', isCounted), [form, isCounted])
  form.register('price_id', { required: 'Choose a price.' })

  const choose = useCallback(
    ({ plan_id, price_id }: typeof chosen) => {
      form.setValue('plan_id', plan_id, { shouldDirty: true })
      form.setValue('price_id', price_id, { shouldDirty: true, shouldValidate: price_id !== '' })
    },
    [form],
  )
  return (
    <>
      <PricePicker {...chosen} onChange={choose} priceError={errors.price_id?.message ?? refused['/price_id']} />
      {isCounted && (
        <div className="max-w-40">
          <TextField
            label={isPerSeat(price) ? 'Seats' : 'Units'}
            inputMode="numeric"
            autoComplete="off"
            error={errors.quantity?.message ?? refused['/quantity']}
            {...form.register('quantity', wholeNumber)}
          />
        </div>
      )}
    </>
  )
}

function Days({ form, refused }: Props) {
  const { register, watch, formState } = form
  const { errors } = formState
  const plan_id = watch('plan_id')
  const { data: plans } = useQuery(plansQuery('plan'))
  const days = plans?.data.find(({ id }) => id === plan_id)?.trial_days
  const usual = days === undefined ? '' : days === 0 ? ': none' : `: ${days} ${days === 1 ? 'day' : 'days'}`
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2 sm:gap-3">
        <TextField
          label="Starts on"
          type="date"
          hint="At most one period back, or a year ahead"
          error={errors.start_date?.message ?? refused['/start_date']}
          {...register('start_date', { required: 'Choose the first day.' })}
        />
        <TextField
          label="Agreed until"
          type="date"
          optional
          hint="It cannot be cancelled to end before"
          error={errors.minimum_term_end_date?.message ?? refused['/minimum_term_end_date']}
          {...register('minimum_term_end_date')}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2 sm:gap-3">
        <Select label="Trial" {...register('trial')}>
          <option value="plan">As the plan says{usual}</option>
          <option value="none">No trial</option>
          <option value="until">Until a day</option>
        </Select>
        {watch('trial') === 'until' ? (
          <TextField
            label="First day that costs"
            type="date"
            error={errors.trial_end_date?.message ?? refused['/trial_end_date']}
            {...register('trial_end_date', { required: 'Choose the day.' })}
          />
        ) : (
          refused['/trial_end_date'] && <p className="text-xs font-medium text-bad">{refused['/trial_end_date']}</p>
        )}
      </div>
    </>
  )
}

function AddOnFields({ form, refused }: Props) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'add_ons' })
  const price = useChosenPrice({ plan_id: form.watch('plan_id'), price_id: form.watch('price_id') })
  const { errors } = form.formState
  if (!price) return <p className="text-sm text-ink-2">Choose the price first.</p>
  return (
    <>
      {fields.map((field, index) => (
        <div key={field.id} className="grid grid-cols-[minmax(0,1fr)_5rem_auto] gap-2">
          <AddOnSelect
            label="Add-on"
            interval={price.billing_interval}
            error={errors.add_ons?.[index]?.price_id?.message ?? refused[`/add_ons/${index}/price_id`]}
            {...form.register(`add_ons.${index}.price_id`, { required: 'Choose an add-on, or remove it.' })}
          />
          <TextField
            label="Quantity"
            inputMode="numeric"
            autoComplete="off"
            error={errors.add_ons?.[index]?.quantity?.message}
            {...form.register(`add_ons.${index}.quantity`, wholeNumber)}
          />
          <IconButton label="Remove this add-on" className="mt-5.5" onClick={() => remove(index)}>
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      <div>
        <Button size="sm" onClick={() => append({ price_id: '', quantity: '1' })}>
          <Plus aria-hidden />
          Add an add-on
        </Button>
      </div>
    </>
  )
}
