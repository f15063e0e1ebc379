import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { ApiError } from '#web/api/problem.ts'
import { issueDebitNote } from '#web/invoices/api.ts'
import { readQuantity } from '#web/invoices/read-quantity.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'
import { toast } from '#web/ui/toast.ts'

type Fields = {
  reason: string
  lines: [{ description: string; quantity: string; unit_price_cents: number | null; gst_code: string }]
}

/** Asks for more than the invoice did: one line, with GST at its rates. */
export function DebitDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const key = useRef(newIdempotencyKey())
  const codes = [...new Set(invoice.gst_breakdown.map(({ gst_code }) => gst_code))]
  const form = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: {
      reason: '',
      lines: [{ description: '', quantity: '1', unit_price_cents: null, gst_code: codes[0] ?? '' }],
    },
  })
  const { errors, isSubmitting } = form.formState
  const wrong = errors.lines?.[0]

  async function save({ reason, lines: [line] }: Fields) {
    try {
      const note = await issueDebitNote(
        invoice.id,
        {
          reason: reason.trim(),
          lines: [
            {
              description: line.description.trim(),
              quantity: readQuantity(line.quantity) ?? line.quantity,
              unit_price_cents: line.unit_price_cents ?? 0,
              gst_code: codes.find((code) => code === line.gst_code) ?? null,
            },
          ],
        },
        key.current,
      )
      toast({ title: `${note.number} issued` })
      void refreshMoney(queryClient)
      onClose()
      await navigate({ from: '/app/$slug', to: '/app/$slug/invoices/$id', params: { id: note.id } })
    } catch (error) {
      // A refusal is an answer: the next attempt is another one. Without an answer it must be the same.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = newIdempotencyKey()
      placeProblem(error, form)
    }
  }

  return (
    <Dialog
      title="Debit note"
      description={`Asks ${invoice.buyer.name} for more than ${invoice.number} did. It has a number of its own.`}
      onClose={onClose}
    >
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <TextField
          label="Reason"
          hint="Printed on the debit note"
          maxLength={500}
          autoComplete="off"
          error={errors.reason?.message}
          {...form.register('reason', required('Say why more is owed.'))}
        />
        <TextField
          label="Description"
          maxLength={1000}
          autoComplete="off"
          error={wrong?.description?.message}
          {...form.register('lines.0.description', required('Say what is charged.'))}
        />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label="Quantity"
            inputMode="decimal"
            autoComplete="off"
            error={wrong?.quantity?.message}
            {...form.register('lines.0.quantity', {
              validate: (text) => Boolean(readQuantity(text)) || 'Type a number such as 1.5.',
            })}
          />
          <Controller
            control={form.control}
            name="lines.0.unit_price_cents"
            rules={{ validate: (cents) => (cents !== null && cents > 0) || 'Type an amount such as 1,234.50.' }}
            render={({ field }) => (
              <MoneyField label="Price of one" hint="Before GST" error={wrong?.unit_price_cents?.message} {...field} />
            )}
          />
        </div>
        {codes.length > 1 && (
          <Select label="GST" error={wrong?.gst_code?.message} {...form.register('lines.0.gst_code')}>
            {codes.map((code) => (
              <option key={code} value={code}>
                {code}
              </option>
            ))}
          </Select>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Issuing…">
            Issue debit note
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
