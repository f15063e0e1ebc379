import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from '#web/ui/cx.ts'

type Labelled = { label: ReactNode; hint?: ReactNode; error?: string | undefined; optional?: boolean }

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

/** The platform's own select: best on phones, no script. */
export function Select({
  label,
  hint,
  error,
  optional = false,
  children,
  ...rest
}: ComponentProps<'select'> & Labelled) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <div className="relative">
        <select
          {...rest}
          {...noteProps(id, hint, error)}
          className={cx(inputClass, 'appearance-none bg-surface! pr-8')}
        >
          {children}
        </select>
        <svg
          viewBox="0 0 16 16"
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 fill-none stroke-ink-3 stroke-[1.5]"
        >
          <path d="m4 6.5 4 4 4-4" />
        </svg>
      </div>
    </Field>
  )
}

export function Checkbox({ label, hint, error, ...rest }: ComponentProps<'input'> & Omit<Labelled, 'optional'>) {
  const id = useId()
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2.5 gap-y-0.5">
      <input
        type="checkbox"
        {...rest}
        {...noteProps(id, hint, error)}
        className="mt-0.5 size-4 accent-primary pointer-coarse:size-6"
      />
      <label htmlFor={id} className="text-sm font-medium pointer-coarse:py-1">
        {label}
      </label>
      <span className="col-start-2">
        <FieldNote id={id} hint={hint} error={error} />
      </span>
    </div>
  )
}

/** On or off, at once. */
export function Switch({ label, hint, error, ...rest }: ComponentProps<'input'> & Omit<Labelled, 'optional'>) {
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        <FieldNote id={id} hint={hint} error={error} />
      </div>
      <input
        type="checkbox"
        role="switch"
        {...rest}
        {...noteProps(id, hint, error)}
        className="relative mt-0.5 h-6 w-10 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong bg-sunken transition-colors before:absolute before:top-[3px] before:left-[3px] before:size-4 before:rounded-full before:bg-ink-3 before:transition-transform checked:border-primary checked:bg-primary checked:before:translate-x-4 checked:before:bg-white"
      />
    </div>
  )
}
