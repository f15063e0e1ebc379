import type { Meter } from '#modules/usage/schemas.ts'
import { useAction } from '#web/plans/use-action.ts'
import { toast, toastUndo } from '#web/ui/toast.ts'
import { archiveMeter, restoreMeter } from '#web/usage/api.ts'

export function useArchiveMeter({ id, name }: Meter) {
  const { run, isBusy } = useAction(name)
  const restore = () =>
    run(
      () => restoreMeter(id),
      () => toast({ title: `${name} counts again` }),
    )
  const archive = () =>
    run(
      () => archiveMeter(id),
      () => toastUndo(`${name} archived`, () => void restore()),
    )
  return { archive, restore, isBusy }
}
