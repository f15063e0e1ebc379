import { lazy, type ReactNode, Suspense } from 'react'

const LazyDialog = lazy(() => import('#web/ui/dialog-window.tsx').then((module) => ({ default: module.DialogWindow })))
const LazyConfirm = lazy(() =>
  import('#web/ui/dialog-window.tsx').then((module) => ({ default: module.ConfirmWindow })),
)

export type DialogProps = {
  title: string
  description?: ReactNode
  onClose: () => void
  children: ReactNode
  wide?: boolean
}
export type ConfirmProps = {
  /** Names the object: "Void INV-2026-00412?" */
  title: string
  /** Repeats the verb: "Void INV-2026-00412" */
  confirmLabel: string
  busyLabel?: string
  cancelLabel?: string
  tone?: 'danger' | 'primary'
  /** May be slow: the button stays busy until it settles. A rejection is shown and the dialog stays. */
  onConfirm: () => unknown
  onClose: () => void
  /** Where to go on after a refusal, beside its words. */
  wayOut?: (error: unknown) => ReactNode
  /** The consequence, in a sentence. */
  children: ReactNode
}

/** Open while it is rendered: `{open && <Dialog … onClose={…} />}`. Its code loads on first use. */
export function Dialog(props: DialogProps) {
  return (
    <Suspense>
      <LazyDialog {...props} />
    </Suspense>
  )
}

/** For what cannot be undone: focus starts on Cancel. */
export function ConfirmDialog(props: ConfirmProps) {
  return (
    <Suspense>
      <LazyConfirm {...props} />
    </Suspense>
  )
}
