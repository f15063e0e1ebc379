import type { ReactNode } from 'react'
import { TextField } from '#web/ui/field.tsx'

export type DayRange = { from: string; to: string }
type Props = { word: string; value: DayRange; error?: string | undefined; onChange: (range: DayRange) => void }

/** "Issued from … until …": either end may stay open. */
export function DayRangeFields({ word, value, error, onChange, children }: Props & { children?: ReactNode }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">{word}</legend>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={`${word} from`}
          type="date"
          value={value.from}
          onChange={(event) => onChange({ ...value, from: event.target.value })}
        />
        <TextField
          label={`${word} until`}
          type="date"
          value={value.to}
          error={error}
          onChange={(event) => onChange({ ...value, to: event.target.value })}
        />
      </div>
      {children}
    </fieldset>
  )
}

/** What is wrong with a range, if anything. */
export function checkRange({ from, to }: DayRange): string | undefined {
  return from && to && from > to ? 'Choose a last day that is not before the first.' : undefined
}
