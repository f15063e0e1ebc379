import { useQueryClient } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import type { Coupon, NewCoupon } from '#modules/plans/coupon-schemas.ts'
import { createCoupon } from '#web/plans/api.ts'
import { LastDayField, NameField, RedemptionsField, toLimits } from '#web/plans/coupon-fields.tsx'
import { amountRule } from '#web/plans/tiers-editor.tsx'
import { wholeNumber } from '#web/subscriptions/add-on-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'
import { toast } from '#web/ui/toast.ts'

type Fields = {
  code: string
  name: string
  off: 'percent' | 'amount'
  percent: string
  amount_off_cents: number | null
  duration: Coupon['duration']
  duration_months: string
  max_redemptions: string
  expires_date: string
}
const blank: Fields = {
  code: '',
  name: '',
  off: 'percent',
  percent: '',
  amount_off_cents: null,
  duration: 'once',
  duration_months: '',
  max_redemptions: '',
  expires_date: '',
}

export function CouponDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient()
  const form = useForm<Fields>({ mode: 'onTouched', defaultValues: blank })
  const { register, watch, formState } = form
  const { errors, isSubmitting } = formState

  async function save(fields: Fields) {
    try {
      const { code } = await createCoupon(toInput(fields))
      void queryClient.invalidateQueries({ queryKey: ['coupons'] })
      toast({ title: `${code} added` })
      onClose()
    } catch (error) {
      placeProblem(error, form, { 'coupons.code_taken': 'code', '/percent_off_bp': 'percent' })
    }
  }

  return (
    <Dialog
      title="New coupon"
      description="What it takes off stays as it is: somebody was promised it."
      onClose={onClose}
      wide
    >
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            label="Code"
            hint="What customers type"
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            error={errors.code?.message}
            {...register('code', {
              validate: (text) => /^[A-Za-z0-9][A-Za-z0-9-]*$/.test(text.trim()) || 'Use letters, digits and hyphens.',
            })}
          />
          <NameField error={errors.name?.message} {...register('name', required('Type a name.'))} />
          <Select label="Takes off" {...register('off')}>
            <option value="percent">A percentage</option>
            <option value="amount">An amount</option>
          </Select>
          {watch('off') === 'percent' ? (
            <TextField
              label="Percent"
              inputMode="decimal"
              autoComplete="off"
              suffix={<span className="px-2 text-sm text-ink-3">%</span>}
              error={errors.percent?.message}
              {...register('percent', {
                validate: (text) => isPercent(text) || 'Type a percentage up to 100, such as 12.5.',
              })}
            />
          ) : (
            <Controller
              control={form.control}
              name="amount_off_cents"
              rules={amountRule}
              render={({ field }) => (
                <MoneyField label="Amount" hint="Before GST" error={errors.amount_off_cents?.message} {...field} />
              )}
            />
          )}
          <Select label="For how long" error={errors.duration?.message} {...register('duration')}>
            <option value="once">The first invoice</option>
            <option value="months">Some months</option>
            <option value="forever">As long as it is kept</option>
          </Select>
          {watch('duration') === 'months' && (
            <TextField
              label="Months"
              inputMode="numeric"
              autoComplete="off"
              error={errors.duration_months?.message}
              {...register('duration_months', wholeNumber)}
            />
          )}
          <RedemptionsField
            error={errors.max_redemptions?.message}
            {...register('max_redemptions', { pattern: wholeNumber.pattern })}
          />
          <LastDayField error={errors.expires_date?.message} {...register('expires_date')} />
        </div>
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Adding…">
            Add coupon
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function toInput(fields: Fields): NewCoupon {
  const { off, duration } = fields
  return {
    code: fields.code.trim(),
    ...toLimits(fields),
    ...(off === 'percent'
      ? { percent_off_bp: Math.round(Number(fields.percent) * 100) }
      : { amount_off_cents: fields.amount_off_cents }),
    duration,
    duration_months: duration === 'months' ? Number(fields.duration_months) : null,
  }
}

const isPercent = (text: string) => /^\s*\d{1,3}(\.\d{1,2})?\s*$/.test(text) && Number(text) > 0 && Number(text) <= 100
