import { type ComponentProps, useState } from 'react'
import { TextField } from '#web/ui/field.tsx'

/** A password that can be looked at while typing. */
export function PasswordField(props: ComponentProps<typeof TextField>) {
  const [shown, setShown] = useState(false)
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      suffix={
        <button
          type="button"
          aria-pressed={shown}
          aria-label={shown ? 'Hide password' : 'Show password'}
          onClick={() => setShown(!shown)}
          className="h-7 rounded px-2 text-sm font-medium text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:h-11"
        >
          {shown ? 'Hide' : 'Show'}
        </button>
      }
    />
  )
}
