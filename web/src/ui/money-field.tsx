import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { formatAmount, parseMoney } from '#web/api/format.ts'
import { TextField } from '#web/ui/field.tsx'

type Props = Omit<ComponentProps<typeof TextField>, 'value' | 'onChange' | 'defaultValue' | 'type'> & {
  /** Cents; null while empty, NaN while what is typed is not an amount. */
  value: number | null
  onChange: (cents: number | null) => void
}

/** Takes "1,234.5", gives 123450, and shows 1,234.50 once left. With react-hook-form: inside a Controller. */
export function MoneyField({ value, onChange, onBlur, error, ...rest }: Props) {
  const [text, setText] = useState(() => shown(value))
  const sent = useRef(value)

  useEffect(() => {
    if (Object.is(sent.current, value)) return
    sent.current = value
    setText(shown(value))
  }, [value])

  function change(next: string) {
    setText(next)
    sent.current = next.trim() === '' ? null : (parseMoney(next) ?? Number.NaN)
    onChange(sent.current)
  }

  const unreadable = value !== null && Number.isNaN(value)
  return (
    <TextField
      inputMode="decimal"
      autoComplete="off"
      prefix="$"
      {...rest}
      className="text-right tabular-nums"
      error={error ?? (unreadable && text.length > 1 ? 'Type an amount such as 1,234.50.' : undefined)}
      value={text}
      onChange={(event) => change(event.target.value)}
      onBlur={(event) => {
        if (!unreadable) setText(shown(value))
        onBlur?.(event)
      }}
    />
  )
}

const shown = (cents: number | null) => (cents === null || Number.isNaN(cents) ? '' : formatAmount(cents))
