import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { Refund } from '#modules/payments/refund-schemas.ts'
import type { Payment } from '#modules/payments/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { formatMoney, today } from '#web/api/format.ts'
import { ApiError } from '#web/api/problem.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { recordRefund } from '#web/payments/api.ts'
import { onlinePaymentOf } from '#web/payments/payment-queries.ts'
import { refundOnline } from '#web/stripe/api.ts'
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
  const isOnline = payment.account === 'stripe_balance'
  const { data: came_by } = useQuery({ ...onlinePaymentOf(payment.id), enabled: isOnline })
  if (isOnline && !came_by) return null
  return <RefundForm payment={payment} online_id={came_by?.data[0]?.id} onClose={onClose} />
}

type FormProps = { payment: Payment; online_id: string | undefined; onClose: () => void }

/** What came through Stripe goes back by it, to the card or bank that it came from. */
function RefundForm({ payment, online_id, onClose }: FormProps) {
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
      const refund = online_id
        ? await refundOnline(online_id, amount_cents ?? 0, reason.trim(), key.current)
        : await recordRefund(payment.id, { ...input, reason: reason.trim() }, key.current)
      toast(told(refund, payment))
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
          {!online_id && (
            <TextField
              label="Date paid back"
              type="date"
              max={today()}
              error={errors.refund_date?.message}
              {...form.register('refund_date', { required: 'Choose the day.' })}
            />
          )}
        </div>
        <TextField
          label="Reason"
          maxLength={500}
          autoComplete="off"
          error={errors.reason?.message}
          {...form.register('reason', required('Say why it goes back.'))}
        />
        {!online_id && (
          <>
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
          </>
        )}
        <p className="text-sm text-ink-2">
          {online_id
            ? 'Stripe sends it back the way it came. That may take some days; if it fails, the money is credit of the customer again.'
            : 'This records what you paid back; it moves no money by itself.'}
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            busy={isSubmitting}
            busyLabel={online_id ? 'Asking Stripe…' : 'Recording…'}
          >
            {online_id ? 'Refund through Stripe' : 'Record refund'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function told({ status, amount_cents, failure }: Refund, { customer_name }: Payment) {
  const amount = formatMoney(amount_cents)
  if (status === 'failed')
    return { title: 'The refund failed', description: failure ?? 'The money is credit of the customer again.' }
  if (status === 'pending') return { title: `${amount} is on its way back to ${customer_name}` }
  return { title: `${amount} refunded to ${customer_name}` }
}
