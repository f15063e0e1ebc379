import type { ComponentProps } from 'react'
import { PasswordField } from '#web/auth/password-field.tsx'
import { shortest } from '#web/auth/password-length.ts'
import { cx } from '#web/ui/cx.ts'

type Props = Omit<ComponentProps<typeof PasswordField>, 'hint'> & {
  /** How many characters are typed. */
  length: number
  minimum?: number
}

/** A password to be chosen. Length is what makes one strong, so nothing else is asked before it is sent. */
export function NewPasswordField({ length, minimum = shortest.alone, ...rest }: Props) {
  return <PasswordField {...rest} autoComplete="new-password" hint={<LengthHint length={length} minimum={minimum} />} />
}

function LengthHint({ length, minimum }: { length: number; minimum: number }) {
  const filled = Math.min(5, Math.floor((length / minimum) * 5))
  return (
    <span className="grid gap-1.5 pt-0.5">
      <span aria-hidden className="grid grid-cols-5 gap-1">
        {[1, 2, 3, 4, 5].map((step) => (
          <span
            key={step}
            className={cx(
              'h-1 rounded-full transition-colors',
              step > filled ? 'bg-line' : length >= minimum ? 'bg-ok' : 'bg-accent',
            )}
          />
        ))}
      </span>
      <span>{words(length, minimum)}</span>
    </span>
  )
}

function words(length: number, minimum: number): string {
  if (length === 0) return `${minimum} or more characters, not built around your name or company; a sentence works well`
  if (length < minimum) return `${minimum - length} more ${minimum - length === 1 ? 'character' : 'characters'} to go`
  return length < 24 ? 'Long enough' : 'Long and strong'
}
