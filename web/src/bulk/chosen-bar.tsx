import { lazy, Suspense } from 'react'
import type { Selection } from '#web/ui/selection.ts'

export type ChosenProps = {
  kind: 'invoices' | 'drafts'
  selection: Selection
  /** What the list shows: who chooses all of it means this. */
  filter: Record<string, string | undefined>
}
const LazyActions = lazy(() => import('#web/bulk/chosen-actions.tsx'))

/** What can be done with the rows that are chosen; its code loads with the first of them. */
export function ChosenBar(props: ChosenProps) {
  if (props.selection.ids.size === 0 && !props.selection.isAll) return null
  return (
    <Suspense>
      <LazyActions {...props} />
    </Suspense>
  )
}
