import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { messageOf } from '#web/api/problem.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import type { ConfirmProps, DialogProps } from '#web/ui/dialog.tsx'

const backdrop =
  'fixed inset-0 z-40 bg-night/45 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0'
const popup =
  'fixed left-1/2 z-50 max-h-[calc(100dvh-2rem)] -translate-x-1/2 overflow-y-auto rounded-xl border border-line bg-raised shadow-pop outline-none transition duration-150 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0 max-md:bottom-4 md:top-[14dvh] md:max-h-[calc(86dvh-1rem)]'

export function DialogWindow({ title, description, onClose, children, wide = false }: DialogProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdrop} />
        <Dialog.Popup
          className={cx(popup, wide ? 'w-[min(44rem,calc(100vw-2rem))]' : 'w-[min(28rem,calc(100vw-2rem))]')}
        >
          <div className="flex items-start gap-3 px-5 pt-4">
            <Dialog.Title className="min-w-0 flex-1 text-base font-semibold wrap-anywhere">{title}</Dialog.Title>
            <Dialog.Close
              aria-label="Close"
              className="-mt-1 -mr-2 grid size-8 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:size-11"
            >
              <X aria-hidden className="size-4" />
            </Dialog.Close>
          </div>
          {description && (
            <Dialog.Description className="px-5 pt-1 text-sm text-ink-2">{description}</Dialog.Description>
          )}
          <div className="px-5 pt-3 pb-5">{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

export function ConfirmWindow(props: ConfirmProps) {
  const cancel = useRef<HTMLButtonElement>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()

  async function confirm() {
    setBusy(true)
    setFailure(undefined)
    try {
      await props.onConfirm()
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdrop} />
        <Dialog.Popup
          role="alertdialog"
          initialFocus={cancel}
          className={cx(popup, 'w-[min(26rem,calc(100vw-2rem))] p-5')}
        >
          <Dialog.Title className="text-base font-semibold wrap-anywhere">{props.title}</Dialog.Title>
          <Dialog.Description render={<div />} className="pt-1.5 text-sm text-ink-2">
            {props.children}
          </Dialog.Description>
          {failure !== undefined && (
            <p role="alert" className="pt-3 text-sm font-medium text-bad">
              {messageOf(failure)} {props.wayOut?.(failure)}
            </p>
          )}
          <div className="flex flex-wrap justify-end gap-2 pt-5">
            <Button ref={cancel} onClick={props.onClose}>
              {props.cancelLabel ?? 'Cancel'}
            </Button>
            <Button
              variant={props.tone ?? 'danger'}
              size="long"
              busy={busy}
              {...(props.busyLabel && { busyLabel: props.busyLabel })}
              onClick={() => void confirm()}
            >
              {props.confirmLabel}
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
