import { type ComponentProps, useId } from 'react'
import { cx } from '#web/ui/cx.ts'
import { Field, FieldNote, inputClass, type Labelled, noteProps } from '#web/ui/field.tsx'

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
        className="relative mt-0.5 h-6 w-10 shrink-0 cursor-pointer appearance-none rounded-full disabled:cursor-default disabled:opacity-50 border border-line-strong bg-sunken transition-colors before:absolute before:top-[3px] before:left-[3px] before:size-4 before:rounded-full before:bg-ink-3 before:transition-transform checked:border-primary checked:bg-primary checked:before:translate-x-4 checked:before:bg-white"
      />
    </div>
  )
}
