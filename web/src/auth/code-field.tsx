import type { ComponentProps } from 'react'
import { TextField } from '#web/ui/field.tsx'

type Props = Omit<ComponentProps<typeof TextField>, 'label'> & { isRecovery?: boolean }

/** Six digits of an authenticator app, for which phones offer their keys; or a recovery code, which has letters. */
export function CodeField({ isRecovery = false, ...rest }: Props) {
  return (
    <TextField
      hint={isRecovery ? 'Of the ten that you kept; each works once' : 'Six digits, new ones every 30 seconds'}
      {...rest}
      label={isRecovery ? 'Recovery code' : 'Code of your authenticator app'}
      inputMode={isRecovery ? 'text' : 'numeric'}
      autoComplete={isRecovery ? 'off' : 'one-time-code'}
      autoCapitalize={isRecovery ? 'characters' : 'none'}
      spellCheck={false}
      className="font-mono"
    />
  )
}
