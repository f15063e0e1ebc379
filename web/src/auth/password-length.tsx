import { cx } from '#web/ui/cx.ts'

export const shortest = 15

/** Code points, as the server counts them. */
export const countCharacters = (text: string) => Array.from(text).length

/** How long the password is, in words; length is what makes one strong, so nothing else is asked. */
export function PasswordLength({ length }: { length: number }) {
  const filled = Math.min(5, Math.floor((length / shortest) * 5))
  return (
    <span className="grid gap-1.5 pt-0.5">
      <span aria-hidden className="grid grid-cols-5 gap-1">
        {[1, 2, 3, 4, 5].map((step) => (
          <span
            key={step}
            className={cx(
              'h-1 rounded-full transition-colors',
              step > filled ? 'bg-line' : length >= shortest ? 'bg-ok' : 'bg-accent',
            )}
          />
        ))}
      </span>
      <span>{words(length)}</span>
    </span>
  )
}

function words(length: number): string {
  if (length === 0) return '15 or more characters; a sentence works well'
  if (length < shortest)
    return `${shortest - length} more ${shortest - length === 1 ? 'character' : 'characters'} to go`
  return length < 24 ? 'Long enough' : 'Long and strong'
}
