import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { Payment } from '#modules/payments/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { formatMoney, today } from '#web/api/format.ts'
import { ApiError } from '#web/api/problem.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { recordRefund } from '#web/payments/api.ts'
import { methods } from '#web/payments/methods.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'
import { toast } from '#web/ui/toast.ts'

type Fields = {
  amount_cents: number | null
  refund_date: string
  method: Payment['method']
  reference: string
  reason: string
}

/** Money that went back: all that is free unless less is typed. */
export function RefundDialog({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const queryClient = useQueryClient()
  const key = useRef(newIdempotencyKey())
  const free = payment.amount_unallocated_cents
  const form = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: { amount_cents: free, refund_date: today(), method: payment.method, reference: '', reason: '' },
  })
  const { errors, isSubmitting } = form.formState

  async function save({ amount_cents, refund_date, method, reference, reason }: Fields) {
    try {
      const input = { amount_cents: amount_cents ?? 0, refund_date, method, reference: reference.trim() || null }
      await recordRefund(payment.id, { ...input, reason: reason.trim() }, key.current)
      toast({ title: `${formatMoney(amount_cents ?? 0)} refunded to ${payment.customer_name}` })
      await refreshMoney(queryClient)
      onClose()
    } catch (error) {
      // A refusal is an answer: the next attempt is another one. Without an answer it must be the same.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = newIdempotencyKey()
      placeProblem(error, form)
    }
  }

  return (
    <Dialog
      title="Refund"
      description={`${formatMoney(free)} of ${payment.customer_name} settles nothing and can go back.`}
      onClose={onClose}
    >
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <div className="grid grid-cols-2 gap-3">
          <Controller
            control={form.control}
            name="amount_cents"
            rules={{
              validate: (cents) =>
                (cents !== null && cents > 0 && cents <= free) || `Type an amount up to ${formatMoney(free)}.`,
            }}
            render={({ field }) => <MoneyField label="Amount" error={errors.amount_cents?.message} {...field} />}
          />
          <TextField
            label="Date paid back"
            type="date"
            max={today()}
            error={errors.refund_date?.message}
            {...form.register('refund_date', { required: 'Choose the day.' })}
          />
        </div>
        <TextField
          label="Reason"
          maxLength={500}
          autoComplete="off"
          error={errors.reason?.message}
          {...form.register('reason', required('Say why it goes back.'))}
        />
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
          maxLength={100}
          autoComplete="off"
          error={errors.reference?.message}
          {...form.register('reference')}
        />
        <p className="text-sm text-ink-2">This records what you paid back; it moves no money by itself.</p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Recording…">
            Record refund
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
