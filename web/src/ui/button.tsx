import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { cx } from '#web/ui/cx.ts'

const variants = {
  primary: 'border-transparent bg-primary text-on-primary hover:bg-primary-hover',
  secondary: 'border-line-strong/50 bg-surface text-ink shadow-card hover:border-line-strong hover:bg-hover',
  ghost: 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'border-transparent bg-danger text-white hover:brightness-110',
}
const sizes = {
  sm: 'h-7 px-2 text-sm whitespace-nowrap pointer-coarse:h-11',
  md: 'h-8 px-3 text-sm whitespace-nowrap pointer-coarse:h-11',
  lg: 'h-10 px-4 text-base whitespace-nowrap pointer-coarse:h-11',
  /** For a label that names somebody: it breaks where it does not fit. */
  long: 'min-h-8 max-w-full px-3 py-1 text-sm wrap-anywhere pointer-coarse:min-h-11',
}
type Look = { variant?: keyof typeof variants; size?: keyof typeof sizes }

/** The look alone, for links that act like a button: `<Link className={buttonClass('primary')}>`. */
export function buttonClass(variant: keyof typeof variants = 'secondary', size: keyof typeof sizes = 'md') {
  return cx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium transition-colors select-none disabled:opacity-50 [&_svg]:size-4 print:hidden',
    variants[variant],
    sizes[size],
  )
}

type Props = ComponentProps<'button'> & Look & { busy?: boolean | undefined; busyLabel?: ReactNode }

/** While busy it keeps its width and focus (aria-disabled, not disabled) and sends nothing twice. */
export function Button({ variant, size, busy, busyLabel, className, children, onClick, ...rest }: Props) {
  const stop = (event: MouseEvent) => event.preventDefault()
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? stop : onClick}
      className={cx(buttonClass(variant, size), 'aria-busy:opacity-75', className)}
    >
      {busyLabel === undefined ? (
        children
      ) : (
        <span className="grid">
          <span
            className={cx(
              'col-start-1 row-start-1 inline-flex items-center justify-center gap-1.5',
              busy && 'invisible',
            )}
          >
            {children}
          </span>
          <span className={cx('col-start-1 row-start-1 text-center', !busy && 'invisible')}>{busyLabel}</span>
        </span>
      )}
    </button>
  )
}

/** A square button with only an icon; the label is spoken and shown as a tooltip. */
export function IconButton({ label, className, ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={cx(
        'grid size-8 shrink-0 place-items-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink disabled:opacity-40 pointer-coarse:size-11 [&_svg]:size-4 print:hidden',
        className,
      )}
    />
  )
}
