import { messageOf } from '#web/api/problem.ts'

export type ToastInput = { title: string; description?: string; action?: { label: string; onClick: () => void } }

let add: Promise<(input: ToastInput) => void> | undefined

/** The toast region loads on first use; callers never wait and no message is lost. */
export function toast(input: ToastInput) {
  add ??= import('#web/ui/toaster.tsx').then((module) => module.mount())
  void add.then((show) => show(input))
}

/** For anything reversible, instead of asking first: 8 seconds to take it back. */
export function toastUndo(title: string, undo: () => void) {
  toast({ title, action: { label: 'Undo', onClick: undo } })
}

/** A refusal in the server's words. */
export function toastError(title: string, error: unknown) {
  toast({ title, description: messageOf(error) })
}
