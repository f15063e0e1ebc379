import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { Payment } from '#modules/payments/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { formatMoney, today } from '#web/api/format.ts'
import { ApiError } from '#web/api/problem.ts'
import { CustomerPicker } from '#web/customers/customer-picker.tsx'
import { customerQuery } from '#web/customers/queries.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { AllocationFields, allocationsOf, type Parts, spread, sumOf } from '#web/payments/allocation-fields.tsx'
import { recordPayment } from '#web/payments/api.ts'
import { methods } from '#web/payments/methods.ts'
import { openInvoicesQuery } from '#web/payments/payment-queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import type { Option } from '#web/ui/combobox.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, LeaveGuard, placeProblem } from '#web/ui/form.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { MoneyField } from '#web/ui/money-field.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { toast } from '#web/ui/toast.ts'

const route = getRouteApi('/app/$slug/payments/new')
type Fields = { amount_cents: number | null; payment_date: string; method: Payment['method']; reference: string }

/** Money of a customer over any number of invoices; what is left over is their credit. */
export function NewPaymentPage() {
  const { customer_id } = route.useSearch()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const key = useRef(newIdempotencyKey())
  const asked = useQuery({ ...customerQuery(customer_id ?? ''), enabled: customer_id !== undefined })
  const [chosen, setChosen] = useState<Option | null>()
  const customer =
    chosen === undefined && asked.data ? { value: asked.data.id, label: asked.data.name } : (chosen ?? null)
  const open = useQuery({ ...openInvoicesQuery(customer?.value ?? ''), enabled: customer !== null })
  const [typed, setTyped] = useState<Parts>()
  const form = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: { amount_cents: null, payment_date: today(), method: 'paynow', reference: '' },
  })
  const { errors, isSubmitting, isDirty, isSubmitSuccessful } = form.formState
  const amount = form.watch('amount_cents') || 0
  const invoices = open.data?.data ?? []
  const parts = typed ?? spread(amount, invoices)
  const left = amount - sumOf(parts)

  async function save({ amount_cents, reference, ...rest }: Fields) {
    if (!customer) return form.setError('root', { message: 'Choose who paid.' })
    if (!(left >= 0))
      return form.setError('root', {
        message: `The parts are ${formatMoney(-left)} more than came in. Take something off.`,
      })
    try {
      const payment = await recordPayment(
        {
          ...rest,
          customer_id: customer.value,
          amount_cents: amount_cents ?? 0,
          reference: reference.trim() || null,
          allocations: allocationsOf(parts),
        },
        key.current,
      )
      form.reset()
      toast({ title: `${formatMoney(payment.amount_cents)} from ${customer.label} recorded` })
      void refreshMoney(queryClient)
      await navigate({
        from: '/app/$slug',
        to: '/app/$slug/payments/$id',
        params: { id: payment.id },
        ignoreBlocker: true,
      })
    } catch (error) {
      // A refusal is an answer: the next attempt is another one. Without an answer it must be the same.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = newIdempotencyKey()
      placeProblem(error, form)
    }
    return undefined
  }

  return (
    <>
      <PageHeader
        title="Record payment"
        section="Payments"
        back={
          <Link from="/app/$slug" to="/app/$slug/payments" className={backClass}>
            Payments
          </Link>
        }
      />
      <form
        noValidate
        className="grid max-w-4xl gap-x-8 gap-y-6 lg:grid-cols-2"
        onSubmit={(event) => void form.handleSubmit(save)(event)}
      >
        <LeaveGuard when={isDirty && !isSubmitting && !isSubmitSuccessful} />
        <div className="grid content-start gap-4">
          <FormError>{errors.root?.message}</FormError>
          <CustomerPicker
            key={customer?.value ?? 'none'}
            label="Customer"
            value={customer}
            onChange={(option) => {
              setChosen(option)
              setTyped(undefined)
              form.clearErrors('root')
            }}
          />
          <div className="grid grid-cols-2 gap-3">
            <Controller
              control={form.control}
              name="amount_cents"
              rules={{ validate: (cents) => (cents !== null && cents > 0) || 'Type an amount such as 1,234.50.' }}
              render={({ field }) => (
                <MoneyField label="Amount received" error={errors.amount_cents?.message} {...field} />
              )}
            />
            <TextField
              label="Date received"
              type="date"
              max={today()}
              error={errors.payment_date?.message}
              {...form.register('payment_date', { required: 'Choose the day.' })}
            />
          </div>
          <Select label="Method" error={errors.method?.message} {...form.register('method')}>
            {methods.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
          <TextField
            label="Reference"
            optional
            hint="As on the bank statement"
            maxLength={100}
            autoComplete="off"
            error={errors.reference?.message}
            {...form.register('reference')}
          />
        </div>
        <div className="grid content-start gap-2">
          <h2 className="text-sm font-medium">Settles</h2>
          {invoices.length > 0 ? (
            <AllocationFields invoices={invoices} parts={parts} onChange={setTyped} />
          ) : (
            <p className="rounded-lg border border-dashed border-line-strong px-4 py-8 text-center text-sm text-ink-2">
              {customer
                ? `${customer.label} owes nothing: all of it becomes credit.`
                : 'Choose a customer to see what is open.'}
            </p>
          )}
          {amount > 0 && (
            <p
              className={`text-sm tabular-nums ${left < 0 ? 'font-medium text-bad' : 'text-ink-2'}`}
              aria-live="polite"
            >
              {left < 0
                ? `${formatMoney(-left)} more than came in`
                : left > 0
                  ? `${formatMoney(left)} is left over and becomes credit of the customer`
                  : 'All of it settles invoices'}
            </p>
          )}
        </div>
        <div className="flex gap-2 border-t border-line pt-4 lg:col-span-2">
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Recording…">
            Record payment
          </Button>
        </div>
      </form>
    </>
  )
}
