import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { Invoice } from '#modules/invoices/schemas.ts'
import type { Payment } from '#modules/payments/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { formatMoney, today } from '#web/api/format.ts'
import { ApiError, hasCode } from '#web/api/problem.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { recordPayment } from '#web/payments/api.ts'
import { methods } from '#web/payments/methods.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem } from '#web/ui/form.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'
import { toast } from '#web/ui/toast.ts'

type Fields = { amount_cents: number | null; payment_date: string; method: Payment['method']; reference: string }

/** Money that came in: all that is due unless less is typed. */
export function RecordPaymentDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const queryClient = useQueryClient()
  const key = useRef(newIdempotencyKey())
  const due = invoice.amount_due_cents
  const form = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: { amount_cents: due, payment_date: today(), method: 'paynow', reference: '' },
  })
  const { errors, isSubmitting } = form.formState
  const amount = form.watch('amount_cents') || 0

  async function save({ amount_cents, payment_date, method, reference }: Fields) {
    try {
      await recordPayment(
        {
          invoice_id: invoice.id,
          amount_cents: amount_cents ?? 0,
          payment_date,
          method,
          reference: reference.trim() || null,
        },
        key.current,
      )
      toast({ title: `${formatMoney(amount_cents ?? 0)} recorded on ${invoice.number}` })
      await refreshMoney(queryClient)
      onClose()
    } catch (error) {
      // A refusal is an answer: the next attempt is another one. Without an answer it must be the same.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = newIdempotencyKey()
      if (error instanceof ApiError && hasCode(error, 'payments.exceeds_amount_due'))
        form.setError('amount_cents', { message: error.message }, { shouldFocus: true })
      else placeProblem(error, form)
    }
  }

  return (
    <Dialog
      title="Record payment"
      description={`${invoice.number} · ${invoice.buyer.name} · ${formatMoney(due)} due`}
      onClose={onClose}
    >
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <div className="grid grid-cols-2 gap-3">
          <Controller
            control={form.control}
            name="amount_cents"
            rules={{ validate: (cents) => (cents !== null && cents > 0) || 'Type an amount such as 1,234.50.' }}
            render={({ field }) => (
              <MoneyField
                label="Amount"
                hint={amount > 0 && amount < due ? `${formatMoney(due - amount)} will still be due` : undefined}
                error={errors.amount_cents?.message}
                {...field}
              />
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
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Recording…">
            Record payment
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
