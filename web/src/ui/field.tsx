import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from '#web/ui/cx.ts'

export type Labelled = { label: ReactNode; hint?: ReactNode; error?: string | undefined; optional?: boolean }

export const inputClass =
  'h-9 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink transition-colors placeholder:text-ink-3 hover:border-ink-3 disabled:bg-sunken disabled:text-ink-2 read-only:bg-sunken aria-invalid:border-bad pointer-coarse:h-11 pointer-coarse:text-[1rem]'

/** Label above, hint below, the error in the hint's place. */
export function Field({ id, label, hint, error, optional, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {optional && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      {children}
      <FieldNote id={id} hint={hint} error={error} />
    </div>
  )
}

export function FieldNote({ id, hint, error }: { id: string; hint?: ReactNode; error?: string | undefined }) {
  if (!error && !hint) return null
  return (
    <p id={`${id}-note`} className={cx('text-xs', error ? 'font-medium text-bad' : 'text-ink-2')}>
      {error ?? hint}
    </p>
  )
}

/** What an input needs to be tied to its note and to say that it is wrong. */
export function noteProps(id: string, hint: ReactNode, error: string | undefined) {
  return {
    id,
    'aria-invalid': error ? (true as const) : undefined,
    'aria-describedby': error || hint ? `${id}-note` : undefined,
  }
}

type TextFieldProps = Omit<ComponentProps<'input'>, 'prefix'> & Labelled & { prefix?: ReactNode; suffix?: ReactNode }

export function TextField({
  label,
  hint,
  error,
  optional = false,
  prefix,
  suffix,
  className,
  ...rest
}: TextFieldProps) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <div className="relative">
        {prefix && (
          <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-sm text-ink-3">
            {prefix}
          </span>
        )}
        <input
          {...rest}
          {...noteProps(id, hint, error)}
          className={cx(inputClass, Boolean(prefix) && 'pl-7', Boolean(suffix) && 'pr-16', className)}
        />
        {suffix && <span className="absolute inset-y-0 right-1 flex items-center">{suffix}</span>}
      </div>
    </Field>
  )
}

export function TextArea({ label, hint, error, optional = false, ...rest }: ComponentProps<'textarea'> & Labelled) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <textarea rows={3} {...rest} {...noteProps(id, hint, error)} className={cx(inputClass, 'h-auto! py-2')} />
    </Field>
  )
}
