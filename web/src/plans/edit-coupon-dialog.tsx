import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Coupon } from '#modules/plans/coupon-schemas.ts'
import { changedFields } from '#web/api/changed-fields.ts'
import { get } from '#web/api/client.ts'
import { isStatus } from '#web/api/problem.ts'
import { changeCoupon } from '#web/plans/api.ts'
import { type CouponLimits, LastDayField, NameField, RedemptionsField, toLimits } from '#web/plans/coupon-fields.tsx'
import { offWords } from '#web/plans/coupon-words.ts'
import { wholeNumber } from '#web/subscriptions/add-on-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { ConflictNotice } from '#web/ui/conflict.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

const toFields = ({ name, max_redemptions, expires_date }: Coupon): CouponLimits => ({
  name,
  max_redemptions: max_redemptions === null ? '' : String(max_redemptions),
  expires_date: expires_date ?? '',
})

/** How often and how long it can be redeemed; what it takes off stays as it was promised. */
export function EditCouponDialog({ coupon, onClose }: { coupon: Coupon; onClose: () => void }) {
  const queryClient = useQueryClient()
  const [base, setBase] = useState(coupon)
  const [hasConflict, setConflict] = useState(false)
  const form = useForm<CouponLimits>({ mode: 'onTouched', defaultValues: toFields(coupon) })
  const { register, formState } = form
  const { errors, isSubmitting } = formState
  const fetchTheirs = () => get<Coupon>(`/coupons/${coupon.id}`)

  async function save(fields: CouponLimits, version = base.version) {
    try {
      const changes = changedFields(toLimits(toFields(base)), toLimits(fields))
      if (Object.keys(changes).length > 0) {
        await changeCoupon(base.id, version, changes)
        void queryClient.invalidateQueries({ queryKey: ['coupons'] })
        toast({ title: `${base.code} saved` })
      }
      onClose()
    } catch (error) {
      if (isStatus(error, 412)) setConflict(true)
      else placeProblem(error, form)
    }
  }

  async function loadTheirs() {
    const theirs = await fetchTheirs()
    setBase(theirs)
    form.reset(toFields(theirs))
    setConflict(false)
  }

  async function keepMine() {
    const { version } = await fetchTheirs()
    setConflict(false)
    await form.handleSubmit((fields) => save(fields, version))()
  }

  return (
    <Dialog
      title={`Edit ${base.code}`}
      description={`${offWords(base)}. That stays: somebody was promised it.`}
      onClose={onClose}
    >
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit((f) => save(f))(event)}>
        {hasConflict && (
          <ConflictNotice
            title="Someone else saved this coupon meanwhile"
            busy={isSubmitting}
            onLoadTheirs={() => void loadTheirs()}
            onKeepMine={() => void keepMine()}
          />
        )}
        <FormError>{errors.root?.message}</FormError>
        <NameField error={errors.name?.message} {...register('name', required('Type a name.'))} />
        <RedemptionsField
          error={errors.max_redemptions?.message}
          {...register('max_redemptions', { pattern: wholeNumber.pattern })}
        />
        <LastDayField error={errors.expires_date?.message} {...register('expires_date')} />
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
            Save coupon
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
