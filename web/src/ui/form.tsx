import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import { ApiError, messageOf } from '#web/api/problem.ts'
import { ConfirmDialog } from '#web/ui/dialog.tsx'

/** Rules for `register`; say how to fix it. */
export const required = (message: string) => ({
  validate: (value: unknown) => (typeof value === 'string' && value.trim() !== '') || message,
})
export const emailRule = {
  pattern: { value: /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/, message: 'Type an e-mail address like name@company.sg.' },
}

/**
 * Puts a refusal on the form: each of the problem's `errors[]` on the field its JSON pointer names
 * (/lines/0/description is lines.0.description), the rest on `root`, which `<FormError>` shows.
 * `aliases` names the field for a pointer or a problem code that says it otherwise: { 'customers.uen_taken': 'uen' }.
 */
export function placeProblem<T extends FieldValues>(
  error: unknown,
  form: UseFormReturn<T>,
  aliases: Record<string, FieldPath<T>> = {},
) {
  const rest: string[] = []
  let placed = false
  function place(path: FieldPath<T>, message: string) {
    form.setError(path, { type: 'server', message }, { shouldFocus: !placed })
    placed = true
  }

  const problem = error instanceof ApiError ? error.problem : {}
  for (const { pointer, detail } of problem.errors ?? []) {
    const path = aliases[pointer] ?? pathOf<T>(pointer)
    if (form.getValues(path) !== undefined) place(path, detail)
    else rest.push(detail)
  }
  const named = problem.code ? aliases[problem.code] : undefined
  if (!placed && named) place(named, messageOf(error))
  if (rest.length > 0) form.setError('root', { type: 'server', message: rest.join(' ') })
  else if (!placed) form.setError('root', { type: 'server', message: messageOf(error) })
}

/** A pointer of ours names a field of the form or none: its value is looked for before it is used. */
function pathOf<T extends FieldValues>(pointer: string): FieldPath<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return pointer.replace(/^\//, '').replaceAll('/', '.') as FieldPath<T>
}

/** The refusal that belongs to no field. */
export function FormError({ children }: { children?: ReactNode }) {
  if (!children) return null
  return (
    <p role="alert" className="rounded-md border border-bad/25 bg-bad-bg px-3 py-2 text-sm font-medium text-bad">
      {children}
    </p>
  )
}

/** One titled block of a form: words on the left, fields on the right. */
export function FormSection({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-4 border-b border-line py-6 first:pt-0 last:border-0 md:grid-cols-[14rem_minmax(0,1fr)] md:gap-8">
      <div>
        <h2 className="text-base font-semibold">{title}</h2>
        {hint && <p className="pt-1 text-sm text-ink-2">{hint}</p>}
      </div>
      <div className="grid max-w-xl content-start gap-4">{children}</div>
    </section>
  )
}

/** Asks before typed text is lost, by link, Back or closing the tab. */
export function LeaveGuard({ when }: { when: boolean }) {
  const blocker = useBlocker({ shouldBlockFn: () => when, enableBeforeUnload: () => when, withResolver: true })
  if (blocker.status !== 'blocked') return null
  return (
    <ConfirmDialog
      title="Leave without saving?"
      confirmLabel="Leave without saving"
      cancelLabel="Keep editing"
      onConfirm={blocker.proceed}
      onClose={blocker.reset}
    >
      What you typed on this page is not saved yet.
    </ConfirmDialog>
  )
}
