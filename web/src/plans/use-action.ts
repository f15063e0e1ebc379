import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Coupon } from '#modules/plans/coupon-schemas.ts'
import type { Plan, Price } from '#modules/plans/schemas.ts'
import { archiveCoupon, archivePlan, restoreCoupon, restorePlan, restorePrice, retirePrice } from '#web/plans/api.ts'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

/** Runs a change that can be undone, so that nothing is asked first. */
export function useAction(name: string) {
  const queryClient = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  async function run(change: () => Promise<unknown>, done: () => void) {
    setBusy(true)
    try {
      await change()
      for (const noun of ['plans', 'coupons', 'meters']) void queryClient.invalidateQueries({ queryKey: [noun] })
      done()
    } catch (error) {
      toastError(`${name} was not changed`, error)
    }
    setBusy(false)
  }
  return { run, isBusy }
}

export function useArchivePlan({ id, name }: Plan) {
  const { run, isBusy } = useAction(name)
  const restore = () =>
    run(
      () => restorePlan(id),
      () => toast({ title: `${name} is sold again` }),
    )
  const archive = () =>
    run(
      () => archivePlan(id),
      () => toastUndo(`${name} archived`, () => void restore()),
    )
  return { archive, restore, isBusy }
}

export function useRetirePrice({ id }: Price) {
  const { run, isBusy } = useAction('The price')
  const restore = () =>
    run(
      () => restorePrice(id),
      () => toast({ title: 'The price is sold again' }),
    )
  const retire = () =>
    run(
      () => retirePrice(id),
      () => toastUndo('Off sale; subscribers keep it', () => void restore()),
    )
  return { retire, restore, isBusy }
}

export function useArchiveCoupon({ id, code }: Coupon) {
  const { run, isBusy } = useAction(code)
  const restore = () =>
    run(
      () => restoreCoupon(id),
      () => toast({ title: `${code} can be redeemed again` }),
    )
  const archive = () =>
    run(
      () => archiveCoupon(id),
      () => toastUndo(`${code} archived`, () => void restore()),
    )
  return { archive, restore, isBusy }
}
