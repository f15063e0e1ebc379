import type { ReactNode } from 'react'
import { messageOf } from '#web/api/problem.ts'

export type ToastInput = {
  title: string
  description?: ReactNode
  action?: { label: string; onClick: () => void }
  onClose?: (() => void) | undefined
}

let add: Promise<(input: ToastInput) => void> | undefined

/** The toast region loads on first use; callers never wait, and what waits for the end of a toast always happens. */
export function toast(input: ToastInput) {
  add ??= import('#web/ui/toaster.tsx').then((module) => module.mount())
  void add.then((show) => show(input)).catch(input.onClose)
}

/** For anything reversible, instead of asking first: 8 seconds to take it back. `onClose` comes after either. */
export function toastUndo(title: string, undo: () => void, onClose?: () => void) {
  toast({ title, action: { label: 'Undo', onClick: undo }, onClose })
}

/** A refusal in the server's words. */
export function toastError(title: string, error: unknown) {
  toast({ title, description: messageOf(error) })
}
